import type { WeightedPattern } from './injection-scripts';

const marker = (id: string, weight: number, pattern: RegExp | string): WeightedPattern => ({
  id: `injection-${id}`,
  weight,
  pattern: new RegExp(pattern, typeof pattern === 'string' ? 'giu' : pattern.flags),
});

/** Signs that mean something to a model or to this app and nothing to a reader: turns, fences, banners (INJ-02, OUT-02). */
export const MARKER_PATTERNS: readonly WeightedPattern[] = [
  marker(
    'chat-markup',
    3,
    '<\\|(?:im_start|im_end|im_sep|system|user|assistant|endoftext|eot_id|begin_of_text|start_header_id)\\|>|\\[/?INST\\]|<</?SYS>>',
  ),
  marker(
    'fence',
    3,
    '</?(?:source|sources|evidence|untrusted|user_input|ticket_text|system_prompt|instructions?|sys|inst|prompt)(?:_[a-z0-9]{1,20})?>',
  ),
  marker('fence', 3, '</(?:system|assistant|user|human|context)>\\s{0,4}<(?:system|assistant|user|human)>'),
  marker('fence', 2, '</?(?:system|assistant|user|human|context|document)>'),
  marker(
    'role-line',
    3,
    '(?:^|\\n)[\\s{"\']{0,6}role["\']?\\s{0,2}:\\s{0,2}["\']?(?:system|developer|assistant)\\b',
  ),
  marker(
    'role-line',
    3,
    '(?:^|\\n)[\\t >]{0,8}(?:#{1,4}|\\*{2}|={2,6}|-{3,6})\\s{0,2}(?:system|assistant|instructions?)\\s{0,2}(?:[:*=\\n-]|$)',
  ),
  marker('role-line', 3, '#{1,4} System(?: prompt)?\\s{1,2}(?:From|You|Ignore|The|New|All|Your)'),
  marker(
    'role-line',
    3,
    '[\\[<(]\\s?(?:system|admin|developer)(?: (?:message|override|prompt|notice|note|instruction|update|command))\\s?[\\]>):]',
  ),
  marker('role-line', 2, '(?:^|\\n)[\\t >]{0,8}(?:system|assistant|chatgpt|ai|llm)\\s?:'),
  marker('role-line', 1, '(?:^|\\n)[\\t >]{0,8}(?:user|human|prompt)\\s?:'),
  marker('image-leak', 3, '!\\[[^\\]\\n]{0,60}\\]\\(https?://[^)\\s]{0,200}[?&][\\w.-]{1,20}=[<{$\\[]'),
  marker('link-disguise', 2, 'https?://[\\w.-]{1,80}@[\\w.-]{1,80}'),
  marker(
    'prompt-slot',
    2,
    '[\\[{<](?:your |insert |insert your |put your |enter )?(?:prompt|question|query)(?: here)?[\\]}>]',
  ),
  marker(
    'prompt-slot',
    1,
    '(?:^|\\s)[\\[{](?:prompt|input|output|instructions?|topic|question|target ?language|text|insert [a-z ]{1,20})[\\]}]',
  ),
  marker(
    'end-fence',
    2,
    /(?:^|\s)(?:END OF|=== ?END|-{3,9} ?END)[ -](?:THE )?(?:TICKET|PROMPT|INPUT|CONTEXT|DOCUMENT|CONVERSATION|ISSUE)\b/gu,
  ),
  // By these public probe kits tell that an order was obeyed, or where one goes (garak).
  marker('probe', 3, /\bPWNED\b|\{INJECTION_MARKER\}/gu),
];
