/** Value types of the network: each parse function gives the value in canonical form or a code, never an exception. */
export { FWMARK_MAX, parseFwmark } from './fwmark'
export { type Device, labelFits, NAME_MAX, parseDevice, parseInterface } from './interface'
export {
  compareIp,
  type Family,
  familyOf,
  inetAton,
  inSubnet,
  ipv4Number,
  ipv4Text,
  isDotted,
  isUnspecified,
  parseIp,
} from './ip'
export { parseMac } from './mac'
export { dottedMask, fullPrefix, parseCidr, parseMask, prefixOfBits } from './mask'
export { parseNumber } from './number'
export { parsePort } from './port'
export type { Parsed } from './result'
