#!/bin/sh
# First process of the guest. The machine's own disk is mounted read-only; all that is written goes to tmpfs.
# LAB_DIR, the run's folder, comes from the kernel's command line.
export PATH=/run/bin:/run/tree/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/home LC_ALL=C.UTF-8
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
chmod 1777 /tmp
mkdir -p /run/home /run/netns /run/lab /run/tree /run/lock
mount -t hostfs none /run/lab -o "$LAB_DIR"
LAB_NODE=$(cat /run/lab/node)
LAB_TREE=$(cat /run/lab/tree)
export PATH="${LAB_NODE%/*}:$PATH"
# By their own mounts the run's folder and the tree can be reached whatever the folders above them allow.
mount -t hostfs none /run/tree -o "$LAB_TREE"
if [ -z "$(find /run/tree -maxdepth 0 -perm -005)" ]; then
  # The tree's own folder is closed to the console's user (mktemp -d makes such): its entries are shown in one that is open.
  umount /run/tree
  mkdir /run/closed
  mount -t hostfs none /run/closed -o "$LAB_TREE"
  for entry in /run/closed/* /run/closed/.next /run/closed/.ci; do
    place="/run/tree/${entry##*/}"
    if [ -d "$entry" ]; then mkdir "$place"; elif [ -e "$entry" ]; then : > "$place"; else continue; fi
    mount --bind "$entry" "$place"
  done
fi
ln -s /proc/self/fd /dev/fd 2>/dev/null

mkdir /run/bin
printf '#!/bin/sh\nexec "%s" /run/lab/client.mjs "$@"\n' "$LAB_NODE" > /run/bin/fetch
chmod +x /run/bin/fetch

# The user that check programs run as: no account of this machine is needed for it.
{ grep -v '^arapaima-check:' /etc/passwd; echo 'arapaima-check:x:64361:64361::/nonexistent:/usr/sbin/nologin'; } > /run/passwd
mount --bind /run/passwd /etc/passwd

modprobe -d /run/lab/modules -a $(cat /run/lab/modules.list)
sysctl -q -w net.ipv6.conf.default.accept_dad=0 kernel.printk='1 1 1 1'
ip -force -batch /run/lab/net/bridges
ip -force -batch /run/lab/net/plugs
for host in $(cat /run/lab/net/hosts); do
  ip -n "$host" -force -batch "/run/lab/net/$host"
  [ -e "/run/lab/net/$host.sysctl" ] && nsenter "--net=/run/netns/$host" sysctl -q -p "/run/lab/net/$host.sysctl"
done
# Routers have names of their own: what an agent says of itself shall be true.
mkdir /run/uts
for router in a b; do
  : > "/run/uts/$router"
  unshare "--uts=/run/uts/$router" hostname "$router"
done
"$LAB_NODE" /run/lab/daemon.mjs
halt -f
