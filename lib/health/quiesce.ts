/**
 * Does a failed server stay in the table at weight 0 (`quiesce_server = 1`) or leave it?
 * With persistence a server at weight 0 keeps its clients: the kernel sends them to it, dead or not, unless the sysctl
 * expire_quiescent_template is 1. So without that sysctl a failed server of a persistent service is removed. (Tried on 6.1.)
 * An operator's drain is another matter: there the stickiness is wanted.
 */
export function staysAtZero(input: {
  quiesceServer: boolean
  persistent: boolean
  expireQuiescentTemplate: boolean
}): boolean {
  return input.quiesceServer && (!input.persistent || input.expireQuiescentTemplate)
}
