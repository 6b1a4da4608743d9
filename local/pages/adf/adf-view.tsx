import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import type { TextMark } from './marks';
import { toRenderModel } from './render-model';
import type { RenderNode } from './render-node';

function withMark(children: ReactNode, mark: TextMark): ReactNode {
  if (mark.type !== 'link') return createElement(mark.type, null, children);
  return <OutsideLink href={mark.href}>{children}</OutsideLink>;
}

function OutsideLink({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactNode {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function toElement(node: RenderNode): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.marks.reduce<ReactNode>(withMark, node.text);
    case 'chip':
      return <span className={`adf-chip ${node.className}`}>{node.text}</span>;
    case 'link':
      return <OutsideLink href={node.href}>{node.text}</OutsideLink>;
    case 'unknown':
      return <span className="adf-chip">[node: {node.type}]</span>;
    case 'block': {
      const children = node.children.map((child, index) => (
        <Fragment key={index}>{toElement(child)}</Fragment>
      ));
      const props = node.className === undefined ? null : { className: node.className };
      if (node.tag === 'hr' || node.tag === 'br') return createElement(node.tag);
      if (node.tag !== 'table') return createElement(node.tag, props, ...children);
      return (
        <table>
          <tbody>{children}</tbody>
        </table>
      );
    }
  }
}

/** Shows an ADF document (hostile) with elements of our choice and text nodes only; nothing when it is empty. */
export function AdfView({ document }: { readonly document: unknown }): ReactNode {
  const nodes = useMemo(() => toRenderModel(document), [document]);
  return (
    <div className="adf">
      {nodes.map((node, index) => (
        <Fragment key={index}>{toElement(node)}</Fragment>
      ))}
    </div>
  );
}
