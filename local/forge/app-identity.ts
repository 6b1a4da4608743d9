/** Who the installed app is on the local site: fixed ids in the shapes of the platform (forge-facts §6.1). */
export const CLOUD_ID = '0c0c0c0c-1111-4222-8333-444444444444';
export const ENVIRONMENT_ID = '0e0e0e0e-1111-4222-8333-444444444444';
export const ENVIRONMENT_TYPE = 'DEVELOPMENT';
export const APP_VERSION = '1.0.0';

/** One installation of the app: a tenant of the warm process that runs it. */
export interface AppIdentity {
  readonly cloudId: string;
  readonly installationId: string;
}

/** The installation that the site itself shows. */
export const SITE_IDENTITY: AppIdentity = {
  cloudId: CLOUD_ID,
  installationId: '01010101-1111-4222-8333-444444444444',
};

/** The site that an installation belongs to, as an ARI. */
export const toInstallContext = ({ cloudId }: AppIdentity): string => `ari:cloud:jira::site/${cloudId}`;

/** The second argument of every handler; `principal` exists only where a person started the call. */
export interface BackendContext {
  readonly principal?: { readonly accountId: string };
  readonly installContext: string;
  readonly installation: { readonly ari: string; readonly contexts: readonly string[] };
  readonly workspaceId?: string;
}

/** Builds the backend context; without an account there is no principal (forge-facts §3.3). */
export function createBackendContext(
  accountId?: string,
  identity: AppIdentity = SITE_IDENTITY,
): BackendContext {
  const installContext = toInstallContext(identity);
  return {
    ...(accountId === undefined ? {} : { principal: { accountId } }),
    installContext,
    installation: {
      ari: `ari:cloud:ecosystem::installation/${identity.installationId}`,
      contexts: [installContext],
    },
  };
}
