import { familyOf } from '../kernel/endpoint'
import type { Route } from '../kernel/route'
import type { Evidence } from './blast'

/** A router beside us, on one of our own networks. */
export type Gateway = { device: string; address: string }

/**
 * The gateway that tells whether the network towards a server works: the next hop where the server is behind one, else the default gateway if it is
 * reached through the same interface as the server. A gateway elsewhere says nothing about that network.
 * @param ways the ways to servers, this one among them unless there is none, and the default routes of both families
 */
export function gatewayTowards(server: string, ways: readonly Route[]): Gateway | null {
  const route = ways.find((one) => one.to === server)
  if (!route) return null
  const { device, gateway } = route
  if (gateway !== null) return { device, address: gateway }
  const isBeside = ({ to, device: through, gateway: at }: Route) =>
    to === 'default' && through === device && at !== null && familyOf(at) === familyOf(server)
  const beside = ways.find(isBeside)
  return beside?.gateway ? { device, address: beside.gateway } : null
}

/** What the gateways towards all failing servers of a pool say together: one that answers is enough for a network that works. */
export function gatewayEvidence(answers: readonly Evidence['gateway'][]): Evidence['gateway'] {
  if (answers.includes('answers')) return 'answers'
  return answers.includes('silent') ? 'silent' : 'unknown'
}

/** `ip -j neigh show`: what the kernel itself knows of a neighbour. For IPv6, where nothing asks as arping does. */
export function neighbourEvidence(states: readonly string[]): Evidence['gateway'] {
  if (states.some((state) => state === 'REACHABLE' || state === 'PERMANENT')) return 'answers'
  return states.includes('FAILED') || states.includes('INCOMPLETE') ? 'silent' : 'unknown'
}
