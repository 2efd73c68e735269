#!/bin/sh
# Both routers anew: their processes end, their namespaces and folders are made again; servers and client keep running.
# The pairs of interfaces go first: a namespace's own cleaning happens some time after its name is gone.
for router in a b; do
  sh /run/lab/end.sh "$router" || exit 1
done
ip -force -batch - 2>/dev/null <<END
link del dev pub-a
link del dev prv-a
link del dev mgt-a
link del dev pub-b
link del dev prv-b
link del dev mgt-b
netns del a
netns del b
END
ip -batch /run/lab/net/plugs.routers || exit 1
for router in a b; do
  ip -n "$router" -batch "/run/lab/net/$router" || exit 1
  top=/run/router/$router
  rm -rf "$top"
  # Owners and modes as a packaged installation has them.
  mkdir -p "$top/etc" "$top/state/revisions" "$top/state/console" "$top/state/agent" "$top/run"
  chown 0:64360 "$top/etc" "$top/state" "$top/state/revisions" "$top/run"
  chown 64360:64360 "$top/state/console"
  chmod 2770 "$top/etc" "$top/state/revisions"
  chmod 0750 "$top/run"
  chmod 0755 "$top/state"
  chmod 0700 "$top/state/console" "$top/state/agent"
done
# What a scenario pinned, too.
for host in client rs1 rs2 rs3; do ip -n "$host" neigh flush dev eth0; ip -n "$host" neigh flush dev eth0 nud permanent; done
exit 0
