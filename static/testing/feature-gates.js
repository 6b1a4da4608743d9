// The same answers as in the built bundle (vite.config.ts): without egress, every gate has its default.
const { FeatureGates } = require('../feature-gates');

module.exports = { __esModule: true, default: FeatureGates, FeatureGates };
