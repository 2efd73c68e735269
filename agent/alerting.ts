import { type Alerts, startAlerts } from './alerts/alerts'
import { type Context, clockOf, ITSELF, note } from './context'
import { checkUser } from './monitors/check-user'

/** Starts the alerts of this agent: what the nanny reports and the agent's own alarms reach them from now on. */
export async function startAlerting(context: Context): Promise<Alerts> {
  const { health, ports, state } = context
  const alerts = startAlerts({
    settings: state.settings.alerts,
    host: ports.hostname,
    version: ports.version,
    checkUser: await checkUser(),
    clock: clockOf(context),
    // The names change with each apply.
    names: {
      virtual: (service) => health.names.virtual(service),
      server: (service, server) => health.names.server(service, server),
    },
    note: (saying, detail) => void note(context, { what: 'alert', actor: ITSELF, saying, detail }),
  })
  health.hooks.effects = (effects, pools) => alerts.nanny(effects, pools)
  return alerts
}
