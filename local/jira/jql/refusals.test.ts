import { beforeAll, describe, expect, it } from '@jest/globals';
import { createJqlSite, type JqlSite } from './testing';

let site: JqlSite;
beforeAll(async () => {
  site = await createJqlSite();
});

const FORMATS =
  "Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.";
const OPERATORS =
  "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.";
const ESCAPES = `The valid escape sequences are \\', \\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.`;

describe('a text that is no JQL', () => {
  it.each([
    ['project', `Expecting operator before the end of the query. ${OPERATORS}`],
    ['project jql >', `Expecting operator but got 'jql'. ${OPERATORS} (line 1, character 9)`],
    ['project =', 'Expecting either a value, list or function before the end of the query.'],
    [
      'project = !',
      "Expecting either a value, list or function but got '!'. You must surround '!' in quotation marks to use it as a value. (line 1, character 11)",
    ],
    [
      'project = INC status = Open',
      "Expecting either 'OR' or 'AND' but got 'status'. (line 1, character 15)",
    ],
    ['project = INC AND', 'Expecting a field name at the end of the query.'],
    ['(project = INC', "Expecting ')' before the end of the query."],
    ['key in (A-1, A-2', "Expecting ')' before the end of the query."],
    ['key not is EMPTY', "Expecting 'IN' but got 'is'. (line 1, character 9)"],
    ['key is ! EMPTY', "Expecting 'NOT' but got '!'. (line 1, character 8)"],
    [
      '= INC',
      "Expecting a field name but got '='. You must surround '=' in quotation marks to use it as a field name. (line 1, character 1)",
    ],
    ['[x] = 1', "Expecting a field name but got '['. Did you mean 'cf['? (line 1, character 1)"],
    ['"" = 1', 'A field name cannot be empty. (line 1, character 1)'],
    ['key = ""()', 'A function name cannot be empty. (line 1, character 7)'],
    ['cf = 6', "Expecting '[' but got '='. (line 1, character 4)"],
    ['cf[abc] = 6', "Expecting a custom field id (a positive number) but got 'abc'. (line 1, character 4)"],
    ['cf[10050 = 6', "Expecting ']' but got '='. (line 1, character 10)"],
    ['a = func(', "Expecting ')' before the end of the query."],
    ['a = func(x,', 'Expecting a function argument at the end of the query.'],
    ['a = func(x,)', 'Function argument must be specified. (line 1, character 12)'],
    ['a = func(x y)', "Expecting ')' or ',' but got 'y'. (line 1, character 12)"],
    ['a = b order', "Expecting 'by' before the end of the query."],
    ['a = b order by', 'Expecting a field name at the end of the query.'],
    ['a = b order by key up', "Expecting either 'ASC' or 'DESC' but got 'up'. (line 1, character 20)"],
    ['a = b order by key desc x', "Expecting ',' but got 'x'. (line 1, character 25)"],
    ['summary ~ "open', "The quoted string 'open' has not been completed. (line 1, character 11)"],
    ["summary ~ '", 'The quoted string has not been completed. (line 1, character 11)'],
    ['summary ~ "\\q"', `'\\q' is an illegal JQL escape sequence. ${ESCAPES} (line 1, character 12)`],
    ['summary ~ x\\', `The escape sequence has not been completed. ${ESCAPES} (line 1, character 12)`],
    [
      'created > 2026/11/18',
      "The character '/' is a reserved JQL character. You must enclose it in a string or use the escape '\\u002f' instead. (line 1, character 15)",
    ],
    [
      'project = INC\nAND summary ~ a#b',
      "The character '#' is a reserved JQL character. You must enclose it in a string or use the escape '\\u0023' instead. (line 2, character 16)",
    ],
    [
      'summary ~ "a\u0007"',
      "The character 'U+0007' must be escaped. Use the escape '\\u0007' instead. (line 1, character 13)",
    ],
    [
      'summary ~ access',
      "'access' is a reserved JQL word. You must surround it in quotation marks to use it in a query. (line 1, character 11)",
    ],
    [
      'id = 99999999999999999999',
      "'99999999999999999999' is not a valid number. Numbers must be between -9,223,372,036,854,775,808 and 9,223,372,036,854,775,807. (line 1, character 6)",
    ],
    [`${'('.repeat(80)}a = b${')'.repeat(80)}`, 'It is nested too deeply.'],
  ])('is refused in the words of Jira: %j', async (jql, message) => {
    expect(await site.refusal(jql)).toEqual([400, `Error in the JQL Query: ${message}`]);
  });
});

describe('a query that Jira does not run', () => {
  const UNBOUNDED =
    'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.';
  it.each([
    ['', UNBOUNDED],
    ['ORDER BY created', UNBOUNDED],
    ['nonsense = 1', "Field 'nonsense' does not exist or you do not have permission to view it."],
    [
      'customfield_10050 = High',
      "Field 'customfield_10050' does not exist or you do not have permission to view it.",
    ],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['status = Frozen', "The value 'Frozen' does not exist for the field 'status'."],
    ['status was Frozen', "The value 'Frozen' does not exist for the field 'status'."],
    ['status changed FROM Frozen', "The value 'Frozen' does not exist for the field 'status'."],
    ['status = 99', "A value with ID '99' does not exist for the field 'status'."],
    ['type = Nothing', "The value 'Nothing' does not exist for the field 'type'."],
    ['priority = Critical', "The value 'Critical' does not exist for the field 'priority'."],
    ['resolution = Gone', "The value 'Gone' does not exist for the field 'resolution'."],
    ['component = Nothing', "The value 'Nothing' does not exist for the field 'component'."],
    ['level = Nothing', "The value 'Nothing' does not exist for the field 'level'."],
    ['assignee = nobody', "The value 'nobody' does not exist for the field 'assignee'."],
    ['statusCategory = Blocked', "The value 'Blocked' does not exist for the field 'statusCategory'."],
    ['Severity = Absurd', "The option 'Absurd' for field 'Severity' does not exist."],
    ['key = TST-99', "An issue with key 'TST-99' does not exist for field 'key'."],
    ['key != TST-99', "An issue with key 'TST-99' does not exist for field 'key'."],
    ['parent = TST-99', "An issue with key 'TST-99' does not exist for field 'parent'."],
    ['key = 99', "A value with ID '99' does not exist for the field 'key'."],
    ['key = nothing', "The issue key 'nothing' for field 'key' is invalid."],
    ['summary = fire', "The operator '=' is not supported by the 'summary' field."],
    ['text !~ fire', "The operator '!~' is not supported by the 'text' field."],
    ['comment is EMPTY', "The operator 'is' is not supported by the 'comment' field."],
    ['project ~ INC', "The operator '~' is not supported by the 'project' field."],
    ['status > Open', "The operator '>' is not supported by the 'status' field."],
    ['labels was urgent', "The operator 'was' is not supported by the 'labels' field."],
    ['created changed', "The operator 'changed' is not supported by the 'created' field."],
    ['cf[10050] > Low', "The operator '>' is not supported by the 'cf[10050]' field."],
    ['issue.property[a].b ~ x', "The operator '~' is not supported by the 'issue.property[a].b' field."],
    ['status in Open', "Operator 'in' does not support the non-list value 'Open' for field 'status'."],
    [
      'status = (Open, Closed)',
      "Operator '=' does not support the list value '(Open, Closed)' for field 'status'.",
    ],
    [
      'assignee in currentUser()',
      "Operator 'in' does not support the non-list value 'currentUser()' for field 'assignee'.",
    ],
    [
      'assignee = membersOf(service-agents)',
      "Operator '=' does not support the list value 'membersOf(service-agents)' for field 'assignee'.",
    ],
    [
      'assignee is agent-ana',
      "Operator 'is' does not support the value 'agent-ana' for field 'assignee': it takes EMPTY or NULL.",
    ],
    ['created > EMPTY', "Operator '>' does not support EMPTY values for field 'created'."],
    ['summary ~ EMPTY', "Operator '~' does not support EMPTY values for field 'summary'."],
    ['summary ~ " "', "The field 'summary' does not support searching for an empty string."],
    ['text ~ "AND"', "Unable to parse the text 'AND' for field 'text'."],
    ['text ~ "half \\"open"', `Unable to parse the text 'half "open' for field 'text'.`],
    ['text ~ "(half"', "Unable to parse the text '(half' for field 'text'."],
    ['text ~ "*fire"', "The '*' and '?' are not allowed as first character in wildcard query."],
    ['created > yesterday', `Date value 'yesterday' for field 'created' is invalid. ${FORMATS}`],
    ['created > "2026-02-30"', `Date value '2026-02-30' for field 'created' is invalid. ${FORMATS}`],
    [
      'created > "2026-11-18T10:00"',
      `Date value '2026-11-18T10:00' for field 'created' is invalid. ${FORMATS}`,
    ],
    ['status changed AFTER "18/11/26"', `Date value '18/11/26' for predicate 'after' is invalid. ${FORMATS}`],
    [
      'status changed AFTER currentUser()',
      "A date for the predicate 'after' provided by the function 'currentUser' is not valid.",
    ],
    [
      'status changed BEFORE ("2026-11-18", -1d)',
      'The BEFORE predicate must be supplied with only 1 date value.',
    ],
    ['status changed DURING -1d', 'The DURING predicate must be supplied with exactly 2 date values.'],
    [
      'status changed Open',
      'The CHANGED operator does not support the use of values without predicates. You must prefix the Open value with a suitable predicate.',
    ],
    ['status = Open BY agent-ana', 'The = operator does not support the use of the by predicate.'],
    ['status was Open FROM Closed', 'The WAS operator does not support the use of the from predicate.'],
    [
      'assignee was currentUser()',
      "A value provided by the function 'currentUser' is invalid for the field 'assignee'.",
    ],
    ['assignee = bogus(1, "x y")', "Unable to find JQL function 'bogus(1, x y)'."],
    ['assignee was bogus()', "Unable to find JQL function 'bogus()'."],
    ['status changed BY bogus()', "Unable to find JQL function 'bogus()'."],
    ['created > now("-1d")', "Function 'now' expected '0' arguments but received '1'."],
    ['issue in linkedIssues()', "Function 'linkedIssues' expected '1' to '100' arguments but received '0'."],
    [
      'status = currentUser()',
      "A value provided by the function 'currentUser' is invalid for the field 'status'.",
    ],
    ['assignee = now()', "A value provided by the function 'now' is invalid for the field 'assignee'."],
    ['summary ~ now()', "A value provided by the function 'now' is invalid for the field 'summary'."],
    [
      'created > startOfDay(soon)',
      "Duration for function 'startOfDay' should have the format (+/-)n(yMwdm), e.g -1M for 1 month earlier.",
    ],
    [
      'assignee in membersOf(nobodies)',
      "Function 'membersOf' can not generate a list of usernames for group 'nobodies'; the group does not exist.",
    ],
    ['issue in linkedIssues(TST-99)', "Issue 'TST-99' could not be found in function 'linkedIssues'."],
    [
      'issue in linkedIssues(TST-1, hates)',
      "Issue link type 'hates' could not be found in function 'linkedIssues'.",
    ],
    [
      'project in projectsLeadByUser(nobody)',
      "Function 'projectsLeadByUser' can not generate a list of projects for user 'nobody'; the user does not exist.",
    ],
    ['key = TST-1 ORDER BY nonsense', "Not able to sort using field 'nonsense'."],
    ['key = TST-1 ORDER BY text', "Field 'text' does not support sorting."],
  ])('is refused with 400: %s', async (jql, message) => {
    expect(await site.refusal(jql)).toEqual([400, message]);
  });

  it('has at most seven fields in ORDER BY', async () => {
    const seven = 'key, created, updated, status, priority, assignee, reporter';
    expect(await site.find(`key = TST-1 ORDER BY ${seven}`)).toBe('1');
    expect(await site.refusal(`key = TST-1 ORDER BY ${seven}, due`)).toEqual([
      400,
      'The maximum of 7 fields in ORDER BY is exceeded.',
    ]);
  });
});

describe('what Jira has and this site has not', () => {
  it.each([
    ['sprint is EMPTY', "This local site does not serve the field 'sprint' in JQL."],
    ['fixVersion = 1', "This local site does not serve the field 'fixVersion' in JQL."],
    ['"Epic Link" = TST-1', "This local site does not serve the field 'Epic Link' in JQL."],
    ['issue in issueHistory()', "This local site does not serve the function 'issueHistory()' in JQL."],
    ['issue in votedIssues()', "This local site does not serve the function 'votedIssues()' in JQL."],
    [
      'text ~ "fire~"',
      "This local site does not serve the text search 'fire~' (it has one of ( ) [ ] { } ^ ~ ! | &&) in JQL.",
    ],
    [
      'text ~ "(a b)"',
      "This local site does not serve the text search '(a b)' (it has one of ( ) [ ] { } ^ ~ ! | &&) in JQL.",
    ],
    [
      'text ~ "a OR b AND c"',
      "This local site does not serve the text search 'a OR b AND c' (NOT, or AND together with OR) in JQL.",
    ],
    [
      'text ~ "a b OR c"',
      "This local site does not serve the text search 'a b OR c' (operators between some of its terms only) in JQL.",
    ],
    ['project = TST ORDER BY labels', "This local site does not serve ORDER BY the field 'labels' in JQL."],
    ['comment.property[a].b = 1', "This local site does not serve properties of 'comment.property' in JQL."],
  ])('is refused with 501 by name: %s', async (jql, message) => {
    expect(await site.refusal(jql)).toEqual([501, message]);
  });
});
