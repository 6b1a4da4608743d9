const REMOTE = 'the manifest can declare no remote here';
const REALTIME = 'realtime channels are not emulated';
const PERMISSIONS = 'egress and remotes that a customer grants are not emulated';
const UI_KIT = 'it belongs to UI Kit, and this site shows Custom UI only';

/** Commands of `@forge/bridge` and `@forge/jira-bridge` that this site refuses by name, each with the reason. */
export const REFUSED_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['fetchRemote', REMOTE],
  ['requestTeamworkGraph', 'there is no Teamwork Graph'],
  ['fetchUserRecommendations', 'there is no recommendation service'],
  ['getFrameDispatch', UI_KIT],
  ['publishRealtimeChannel', REALTIME],
  ['subscribeRealtimeChannel', REALTIME],
  ['openRovo', 'Rovo is not enabled on this site'],
  ['initFeatureFlags', 'feature flags live in the developer console, which this site does not have'],
  ['trackObjectStoreAction', 'the object store is not emulated'],
  ['__permission__egressGet', PERMISSIONS],
  ['__permission__egressSet', PERMISSIONS],
  ['__permission__egressDeleteDomain', PERMISSIONS],
  ['__permission__egressDeleteGroup', PERMISSIONS],
  ['__permission__remoteGet', PERMISSIONS],
  ['__permission__remoteSet', PERMISSIONS],
  ['setWorkflowRuleConfigurationCallback', 'this site shows no configuration of workflow rules'],
  ['getUiModificationsInternalAPI', 'UI modifications are not emulated'],
  ['getCustomFieldInternalAPI', 'custom fields of an app are not emulated'],
  ['reconcile', UI_KIT],
  ['onError', UI_KIT],
]);
