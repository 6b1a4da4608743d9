/**
 * Stands in for Atlaskit's feature-gate client, which would fetch its gates from a service: this app has no egress, so
 * no gate could ever be fetched, and the real client (38 KB gzipped) could only answer what this answers: the defaults.
 */
export const FeatureGates = {
  initializeCompleted: (): boolean => false,
  checkGate: (): boolean => false,
  getExperimentValue: <T>(_experiment: string, _parameter: string, fallback: T): T => fallback,
} as const;
