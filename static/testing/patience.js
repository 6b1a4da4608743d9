/** A busy machine may take more than Testing Library's one second until a screen shows what is waited for. */
const { configure } = require('@testing-library/react');

configure({ asyncUtilTimeout: 10_000 });
