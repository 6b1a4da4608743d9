import type {
  AppModule,
  DialogRequest,
  FlagRequest,
  InvokeRequest,
  IssueCreateRequest,
  IssueViewRequest,
  PageServices,
} from '../frame';
import type { ProductRequest } from '../product-request';
import type { ColorMode } from '../theming';

/** Origins of a page and of its frames. */
export const FRAMES = 'http://127.0.0.1:8090';
export const PAGE = 'http://localhost:8090';

/** Modules of a manifest. */
export const PANEL: AppModule = {
  key: 'panel',
  type: 'jira:issuePanel',
  title: 'AI hand-off',
  resourceUrlPath: '/_app/main/index.html',
  useAsConfig: false,
};
const ADMIN: AppModule = { ...PANEL, key: 'admin', type: 'jira:adminPage' };

const contextOf = (moduleKey: string, issueKey: string | undefined) => ({
  moduleKey,
  locale: 'en_US',
  localId: 'local-1',
  extension: { issue: { key: issueKey } },
});

/** The page's services as a record of what was asked of them. */
export function createFakePage() {
  const invoked: InvokeRequest[] = [];
  const asked: ProductRequest[] = [];
  const shown: FlagRequest[] = [];
  const closed: string[] = [];
  const opened: DialogRequest[] = [];
  const viewed: IssueViewRequest[] = [];
  const created: IssueCreateRequest[] = [];
  const visited: string[] = [];
  const titles: string[] = [];
  const themeListeners: ((mode: ColorMode) => void)[] = [];
  const services: PageServices = {
    invoke: async (request) => {
      invoked.push(request);
      if (request.functionKey === 'broken') throw new Error('There was an error invoking the function');
      return {
        body: { echoed: request.payload },
        rateLimitProperties: { rateLimitLimit: 1_200, rateLimitRemaining: 1_199 },
      };
    },
    product: async (request) => {
      asked.push(request);
      return {
        status: 200,
        statusText: '',
        headers: { 'content-type': 'application/json' },
        body: '{"ok":1}',
      };
    },
    context: async (moduleKey, issueKey) => contextOf(moduleKey, issueKey),
    colorMode: () => 'dark',
    onColorMode: (listener) => themeListeners.push(listener),
    showFlag: (flag) => shown.push(flag),
    closeFlag: (id) => closed.push(id),
    openDialog: (dialog) => opened.push(dialog),
    viewIssue: (request) => viewed.push(request),
    createIssue: (request) => created.push(request),
    navigate: (url, isNewTab) => visited.push(`${isNewTab ? 'new' : 'same'} ${url}`),
    reload: () => visited.push('reload'),
    setTitle: (title) => titles.push(title),
    pageOrigin: PAGE,
    modules: async () => [PANEL, ADMIN],
  };
  return {
    services,
    invoked,
    asked,
    shown,
    closed,
    opened,
    viewed,
    created,
    visited,
    titles,
    themeListeners,
  };
}
