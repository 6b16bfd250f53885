export { isHdlKeyword, VERILOG_KEYWORDS } from './expr/keywords.ts';
