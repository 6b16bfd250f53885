const RESET_NAME = /^(?:i_|sys_)?(?:a|s|async_|sync_|n)?(?:reset|rst|clr|clear|resetb|rstb)(?:_?n|_i|_b|_?ni|_l)?$/i;
const LOW_NAME = /(?:^n(?:rst|reset|clr)|n$|_n_?i?$|_b$|_l$|^(?:reset|rst)b$)/i;

/** Whether a signal's name alone calls it a reset: `rst`, `areset`, `sys_rst_n`. */
export const isResetName = (name: string): boolean => RESET_NAME.test(name);

/** Whether the name of a reset says that it is active low: `rst_n`, `nreset`, `resetb`. */
export const isLowActiveName = (name: string): boolean => LOW_NAME.test(name);
