import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import type { Rule } from '../../../src/contract/rule';
import type { ReasonCategory } from '../../../src/contract/vocabulary';
import { Lozenge } from '../../elements/lozenge';
import { CATEGORIES, count, keysOf } from '../../elements/words';
import { ChoiceField } from '../forms/choice-field';
import { without, withAt } from '../forms/order';
import { problemsWithin, useEditing } from '../work/editing';
import { findRules, type PlacedRule } from './find-rules';
import { copyOf, newRule } from './new-rule';
import { RuleEditor } from './rule-editor';
import { ruleSentence } from './rule-sentence';

const PAGE = 50;

const FILTERS = [
  { value: 'all' as const, name: 'All categories' },
  ...keysOf(CATEGORIES).map((value) => ({ value, name: CATEGORIES[value] })),
];

interface RuleRowProps {
  readonly placed: PlacedRule;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function RuleRow({ placed: { rule, index }, isOpen, onOpen }: RuleRowProps): ReactElement {
  const { checked } = useEditing();
  const problems = problemsWithin(checked.problems, `rules.${index}`);
  return (
    <li>
      <code>{rule.id}</code>
      <span>
        {ruleSentence(rule)}{' '}
        {problems.length > 0 && <Lozenge word={count(problems.length, 'problem')} tone="danger" />}
      </span>
      <Button
        spacing="compact"
        appearance="subtle"
        isSelected={isOpen}
        aria-label={`Edit ${rule.id}`}
        onClick={onOpen}
      >
        Edit
      </Button>
    </li>
  );
}

interface FilterProps {
  readonly words: string;
  readonly category: ReasonCategory | 'all';
  readonly onWords: (words: string) => void;
  readonly onCategory: (category: ReasonCategory | 'all') => void;
}

function Filter({ words, category, onWords, onCategory }: FilterProps): ReactElement {
  const id = useId();
  return (
    <div className="field-row">
      <div className="form-field">
        <label htmlFor={id}>Search rules</label>
        <Textfield
          id={id}
          type="search"
          value={words}
          onChange={(event) => onWords(event.currentTarget.value)}
        />
      </div>
      <ChoiceField label="Category" choices={FILTERS} value={category} onChange={onCategory} />
    </div>
  );
}

interface RuleListProps {
  readonly open: number | null;
  readonly onOpen: (index: number) => void;
}

/** The rules as sentences in the order in which reasons are listed, fifty at a time. */
function RuleList({ open, onOpen }: RuleListProps): ReactElement {
  const { document } = useEditing();
  const [words, setWords] = useState('');
  const [category, setCategory] = useState<ReasonCategory | 'all'>('all');
  const [pages, setPages] = useState(1);
  const found = findRules(document.rules, { words, category });
  const shown = found.slice(0, pages * PAGE);
  return (
    <div className="stack-small">
      <Filter words={words} category={category} onWords={setWords} onCategory={setCategory} />
      <p role="status" className="subtle">
        {found.length === document.rules.length
          ? count(found.length, 'rule')
          : `${count(found.length, 'rule')} of ${document.rules.length}`}
        {shown.length < found.length && `, the first ${shown.length} shown`}
      </p>
      <ul className="plain-list rule-list" aria-label="Rules">
        {shown.map((placed) => (
          <RuleRow
            key={placed.index}
            placed={placed}
            isOpen={placed.index === open}
            onOpen={() => onOpen(placed.index)}
          />
        ))}
      </ul>
      {shown.length < found.length && (
        <div>
          <Button onClick={() => setPages(pages + 1)}>Show more rules</Button>
        </div>
      )}
    </div>
  );
}

/** The rules on the left and the one that is edited on the right. Deny wins, and no match is blocked, so that is said first. */
export function RulesTab(): ReactElement {
  const { document, set } = useEditing();
  const { rules } = document;
  const [open, setOpen] = useState<number | null>(null);
  const edited = open === null ? undefined : rules[open];
  const append = (rule: Rule): void => {
    set({ rules: [...rules, rule] });
    setOpen(rules.length);
  };
  return (
    <div className="stack tab-body">
      <p className="subtle">
        Every rule whose condition holds fires, and a rule that blocks wins over all others. Severity, data
        class, AI tier and the task are each looked at; where no rule speaks for one of them, the operation is
        blocked.
      </p>
      <div>
        <Button onClick={() => append(newRule(rules))}>Add a rule</Button>
      </div>
      <div className="list-and-thing">
        <RuleList open={open} onOpen={setOpen} />
        {open !== null && edited !== undefined && (
          <RuleEditor
            key={open}
            rule={edited}
            index={open}
            onChange={(rule) => set({ rules: withAt(rules, open, rule) })}
            onDuplicate={() => append(copyOf(edited, rules))}
            onRemove={() => {
              set({ rules: without(rules, open) });
              setOpen(null);
            }}
          />
        )}
      </div>
    </div>
  );
}
