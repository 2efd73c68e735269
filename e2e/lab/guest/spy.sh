#!/bin/sh
# `unshare --mount sh spy.sh PROGRAM…`: PROGRAM sees an ipvsadm and an ip that write down, in /run/spy/log, every line by which it
# changes the kernel (ipvsadm -R and ip -batch take them on standard input). Everybody else sees the real ones.
mkdir -p /run/spy/real
: > /run/spy/log
for tool in ipvsadm ip; do
  real=$(readlink -f "$(command -v $tool)")
  cp "$real" /run/spy/real/$tool
  cat > /run/spy/$tool <<END
#!/bin/sh
case " \$* " in
  *" -R "* | *" -batch "* | *" --batch "* | *" -b "*) tee -a /run/spy/log | /run/spy/real/$tool "\$@" ;;
  *) exec /run/spy/real/$tool "\$@" ;;
esac
END
  chmod 755 /run/spy/$tool
  mount --bind /run/spy/$tool "$real"
done
exec "$@"
