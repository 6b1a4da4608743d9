import { useState } from 'react';
import { NO_MARKS, type Marks } from './marks';

/** A form that stands open at a claim; at most one at a time. */
export interface OpenForm {
  readonly claim: number;
  readonly form: 'strike' | 'edit';
}

/** The reviewer's work on the claims of one output. */
export interface Marking {
  readonly handoffId: string;
  readonly marks: Marks;
  readonly open: OpenForm | null;
  readonly show: (open: OpenForm | null) => void;
  /** Takes these as the marks, and closes the form. */
  readonly mark: (marks: Marks) => void;
}

export function useMarking(handoffId: string): Marking {
  const [marks, setMarks] = useState<Marks>(NO_MARKS);
  const [open, setOpen] = useState<OpenForm | null>(null);
  return {
    handoffId,
    marks,
    open,
    show: setOpen,
    mark: (next) => {
      setMarks(next);
      setOpen(null);
    },
  };
}
