export { estimateTokens } from '../../util/estimate-tokens.ts';
