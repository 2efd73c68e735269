// The Debian packages that this project uses, by what proves that they are there. Plain JavaScript: read before `npm ci`.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'

/** @typedef {'router' | 'lab' | 'browser' | 'bench'} Purpose */
/** @type {{ package: string, proof: string, purposes: Purpose[] }[]} */
export const PACKAGES = [
  { package: 'ipvsadm', proof: 'ipvsadm', purposes: ['router', 'lab'] },
  { package: 'iptables', proof: 'iptables', purposes: ['router'] },
  // The guest's kernel has no nftables: the lab needs the older back end as well.
  { package: 'iptables', proof: 'iptables-legacy', purposes: ['lab'] },
  { package: 'iproute2', proof: 'ip', purposes: ['router', 'lab'] },
  { package: 'kmod', proof: 'modprobe', purposes: ['router', 'lab'] },
  { package: 'procps', proof: 'sysctl', purposes: ['router', 'lab'] },
  { package: 'iputils-arping', proof: 'arping', purposes: ['router', 'lab'] },
  // The icmp check is ping's.
  { package: 'iputils-ping', proof: 'ping', purposes: ['router', 'lab'] },
  // xargs starts the first announcement of a router that takes over.
  { package: 'findutils', proof: 'xargs', purposes: ['router', 'lab'] },
  { package: 'libndp-tools', proof: 'ndptool', purposes: ['router', 'lab'] },
  { package: 'user-mode-linux', proof: 'linux.uml', purposes: ['lab'] },
  { package: 'util-linux', proof: 'nsenter', purposes: ['lab'] },
  { package: 'openssh-server', proof: 'sshd', purposes: ['lab'] },
  { package: 'openssh-client', proof: 'ssh', purposes: ['lab'] },
  // VRRP as the role source, and the peer that measurements run beside; never started as a service.
  { package: 'keepalived', proof: 'keepalived', purposes: ['lab', 'bench'] },
  // Real servers of the lab, as administrators have them.
  { package: 'nginx-light', proof: 'nginx', purposes: ['lab'] },
  { package: 'vsftpd', proof: 'vsftpd', purposes: ['lab'] },
  { package: 'dnsmasq-base', proof: 'dnsmasq', purposes: ['lab'] },
  { package: 'redis-server', proof: 'redis-server', purposes: ['lab'] },
  { package: 'exim4-daemon-light', proof: 'exim4', purposes: ['lab'] },
  { package: 'mariadb-server', proof: 'mariadbd', purposes: ['lab'] },
  { package: 'mariadb-client', proof: 'mariadb', purposes: ['lab'] },
  { package: 'postgresql', proof: '/usr/lib/postgresql/*/bin/postgres', purposes: ['lab'] },
  { package: 'postgresql-client', proof: '/usr/lib/postgresql/*/bin/psql', purposes: ['lab'] },
  { package: 'chromium', proof: 'chromium', purposes: ['browser'] },
  { package: 'w3m', proof: 'w3m', purposes: ['browser'] },
  {
    package: 'fonts-wqy-microhei',
    proof: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
    purposes: ['browser'],
  },
]

const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

/** True if a program of this name can be run; a name with a slash is a file that has to exist, in one of the folders that a star stands for. */
export function has(proof) {
  const [above = '', below] = proof.split('/*/')
  if (below !== undefined)
    return existsSync(above) && readdirSync(above).some((one) => existsSync(`${above}/${one}/${below}`))
  if (proof.includes('/')) return existsSync(proof)
  return FOLDERS.some((folder) => {
    try {
      accessSync(`${folder}/${proof}`, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * Names of the packages that are missing for these purposes.
 * @param {Purpose[]} purposes
 * @returns {string[]}
 */
export function missingPackages(purposes) {
  const wanted = PACKAGES.filter((p) => p.purposes.some((one) => purposes.includes(one)))
  return [...new Set(wanted.filter((p) => !has(p.proof)).map((p) => p.package))]
}
