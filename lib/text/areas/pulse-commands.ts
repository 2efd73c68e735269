import type { Area } from '../index'

/** active_cmd and inactive_cmd: why one was not run, or how it failed. Codes come from agent/pulse/commands.ts. */
export const pulseCommands = {
  'pulse.command.refused': {
    en: '{command} was not run: {reason, select, notAbsolute {{program} is no full path. Put the program into {folder} and name it with its full path.} outside {{path} is not in an allowed folder. Put the program into {folder}.} missing {there is no {path}. Put the program there, or correct the path.} notAFile {{path} is no file. Name the program itself.} notExecutable {{path} may not be executed. Run chmod 755 on it.} owner {{path} does not belong to root. Run chown root on it: what runs as root must be root’s.} other {others than root can write {path}. Run chmod go-w on it: what runs as root must be root’s.}}',
    zh: '{command} 未执行：{reason, select, notAbsolute {{program} 不是完整路径。请将程序放入 {folder}，并使用完整路径。} outside {{path} 不在允许的目录中。请将程序放入 {folder}。} missing {{path} 不存在。请放入该程序，或更正路径。} notAFile {{path} 不是文件。请直接指定程序。} notExecutable {{path} 不可执行。请对其执行 chmod 755。} owner {{path} 不属于 root。请对其执行 chown root：以 root 身份运行的程序必须归 root 所有。} other {root 以外的用户可以写入 {path}。请对其执行 chmod go-w：以 root 身份运行的程序只能由 root 修改。}}',
  },
  'pulse.command.timeout': {
    en: '{command}: {program} did not end within {seconds, number} s. It was ended with all that it had started.',
    zh: '{command}：{program} 未在 {seconds, number} 秒内结束，已连同其启动的进程一并终止。',
  },
  'pulse.command.exit': {
    en: '{command}: {program} ended with status {status, number}. It said: {said}',
    zh: '{command}：{program} 以状态 {status, number} 结束。输出：{said}',
  },
  'pulse.command.signal': {
    en: '{command}: {program} was ended by {signal}.',
    zh: '{command}：{program} 被信号 {signal} 终止。',
  },
  'pulse.command.flood': {
    en: '{command}: {program} printed more than {bytes, number} bytes and was ended.',
    zh: '{command}：{program} 的输出超过 {bytes, number} 字节，已被终止。',
  },
  'pulse.command.failed': {
    en: '{command}: {program} could not be started: {why}',
    zh: '{command}：无法启动 {program}：{why}',
  },
} as const satisfies Area
