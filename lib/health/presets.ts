import type { ProtocolWord } from '../lvscf/model'

/** Names of the ready-made checks; each has a sentence `forms.preset.NAME`. */
export type PresetName =
  | 'connect'
  | 'web'
  | 'web-status'
  | 'ftp-greeting'
  | 'ssh'
  | 'telnet'
  | 'smtp-greeting'
  | 'pop3'
  | 'imap'
  | 'lpd'
  | ProgramName
type ProgramName =
  | 'http'
  | 'https'
  | 'dns'
  | 'smtp'
  | 'ftp'
  | 'mysql'
  | 'postgres'
  | 'redis'
  | 'ldap'
  | 'radius'
  | 'icmp'

/** A ready-made check for the panel: values of lvs.cf as they stand in the file. */
export type Preset = {
  name: PresetName
  protocol: ProtocolWord
  /** the port that it is meant for; 0 = any */
  port: number
  send?: string
  expect?: string
  use_regex?: boolean
  send_program?: string
}

/** Programs under this folder run inside the agent, without a process. */
export const CHECK_FOLDER = '/usr/lib/arapaima/checks'
/** Where programs of the administrator's own may stand. */
export const OWN_CHECK_FOLDERS = ['/etc/sysconfig/ha/checks', '/usr/local/lib/arapaima/checks']

const program = (name: ProgramName, protocol: ProtocolWord, port: number, options = ''): Preset => ({
  name,
  protocol,
  port,
  send_program: `${CHECK_FOLDER}/${name} %h${port === 0 ? '' : ' %p'}${options}`,
})

/**
 * Checks to choose from on MONITORING SCRIPTS: those that nanny's manual page gives as samples, some in the same spirit, and the bundled
 * programs, with which the cases of Piranha's shipped scripts (dns, ftp, http, sendmail) are covered.
 */
export const PRESETS: readonly Preset[] = [
  { name: 'connect', protocol: 'tcp', port: 0, send: '', expect: '' },
  { name: 'web', protocol: 'tcp', port: 80, send: 'HEAD / HTTP/1.0\\r\\n\\r\\n', expect: 'HTTP' },
  {
    name: 'web-status',
    protocol: 'tcp',
    port: 80,
    send: 'GET / HTTP/1.0\\r\\n\\r\\n',
    expect: '^HTTP/1\\.[01] (2|3)[0-9][0-9]',
    use_regex: true,
  },
  { name: 'ftp-greeting', protocol: 'tcp', port: 21, send: '\\n', expect: '220' },
  { name: 'ssh', protocol: 'tcp', port: 22, expect: 'SSH' },
  { name: 'telnet', protocol: 'tcp', port: 23, send: '\\n', expect: '*' },
  { name: 'smtp-greeting', protocol: 'tcp', port: 25, send: '\\n', expect: '220' },
  { name: 'pop3', protocol: 'tcp', port: 110, expect: '+OK' },
  { name: 'imap', protocol: 'tcp', port: 143, expect: '* OK' },
  { name: 'lpd', protocol: 'tcp', port: 515, send: '\\n', expect: 'lpd:' },
  program('http', 'tcp', 80, ' --path / --status 200-399'),
  program('https', 'tcp', 443, ' --path / --days 7'),
  program('dns', 'udp', 53, ' --name localhost --any'),
  program('smtp', 'tcp', 25),
  program('ftp', 'tcp', 21),
  program('mysql', 'tcp', 3306),
  program('postgres', 'tcp', 5432),
  program('redis', 'tcp', 6379),
  program('ldap', 'tcp', 389),
  program('radius', 'udp', 1812, ' --secret testing123'),
  program('icmp', 'tcp', 0),
]
