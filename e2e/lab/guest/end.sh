#!/bin/sh
# `end.sh HOST`: everything that runs on a host of the lab ends, what is forked meanwhile too. Exit status 1, with their numbers, when something goes on.
# One list is not enough: a process of it may be gone before its turn, and its child, forked after the list, is not on it.
tries=0
while pids=$(ip netns pids "$1" 2>/dev/null); [ -n "$pids" ]; do
  tries=$((tries + 1))
  if [ $tries -gt 200 ]; then
    echo "$1 has not ended:" $pids >&2
    exit 1
  fi
  kill -9 $pids 2>/dev/null
done
exit 0
