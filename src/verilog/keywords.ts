export { HDL_KEYWORDS, isHdlKeyword, VERILOG_KEYWORDS } from './expr/keywords.ts';
