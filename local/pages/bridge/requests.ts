import { isRecord, listOf, numberOf, pick, pickText, recordOf } from '../site/json';
import { BridgeError } from './bridge-error';
import type { DialogRequest, FlagRequest, FrameSite } from './frame';
import { runCallback } from './functions';

/** The address of a resource of the manifest, or of a named entry of one (`panel/admin`, forge-facts §1.2). */
function resourcePath(resource: string): string {
  const [key = '', entry] = resource.split('/').map(encodeURIComponent);
  return entry === undefined ? `/_app/${key}/index.html` : `/_app/${key}/${entry}.html`;
}

const FLAG_TYPES = ['info', 'success', 'warning', 'error'] as const;

/** Reads the payload of `showFlag`; hostile input, so every member is checked. Raises a BridgeError without an id. */
export function toFlagRequest(payload: unknown): FlagRequest {
  const id = pickText(payload, 'id') ?? numberOf(pick(payload, 'id'))?.toString();
  if (id === undefined) throw new BridgeError('"id" must be defined in flag options');
  const actions = listOf(pick(payload, 'actions')).flatMap((action) => {
    const text = pickText(action, 'text');
    const onClick = pick(action, 'onClick');
    return text === undefined ? [] : [{ text, onClick: () => runCallback(onClick) }];
  });
  return {
    id,
    type: FLAG_TYPES.find((type) => type === pick(payload, 'type')) ?? 'info',
    title: pickText(payload, 'title') ?? '',
    description: pickText(payload, 'description'),
    actions,
    isAutoDismiss: pick(payload, 'isAutoDismiss') === true,
  };
}

function toSize(value: unknown): DialogRequest['size'] {
  const width = pickText(value, 'width');
  if (width !== undefined) return { width, height: pickText(value, 'height') };
  return typeof value === 'string' ? value : 'medium';
}

/** Reads the payload of `openModal` for the frame that sent it; without a resource the dialog shows the frame's own. */
export function toDialogRequest(payload: unknown, frame: FrameSite): DialogRequest {
  const options = recordOf(payload);
  const resource = pickText(options, 'resource');
  const onClose = options['onClose'];
  return {
    module: frame.module,
    issueKey: frame.issueKey,
    resourceUrlPath: resource === undefined ? frame.module.resourceUrlPath : resourcePath(resource),
    title: pickText(options, 'title') ?? frame.module.title,
    size: toSize(options['size']),
    context: isRecord(options['context']) ? options['context'] : {},
    closeOnEscape: options['closeOnEscape'] !== false,
    closeOnOverlayClick: options['closeOnOverlayClick'] !== false,
    onClose: (result) => runCallback(onClose, result),
  };
}
