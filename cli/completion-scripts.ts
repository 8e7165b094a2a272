/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** With their dashes. */
  readonly options: readonly string[];
}

const beforeTheCommand = ['--help', '--version', '--profile', '--region'];

/** For bash 3.2, which macOS has, and later. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(({ name, options }) => `    ${name}) words="${options.join(' ')}" ;;`);
  return `_failover() {
  local current=\${COMP_WORDS[COMP_CWORD]} command= words= at
  for ((at = 1; at < COMP_CWORD; at += 1)); do
    case \${COMP_WORDS[at]} in
      --profile | --region | --function) at=$((at + 1)) ;;
      -*) ;;
      *) command=\${COMP_WORDS[at]}; break ;;
    esac
  done
  case $command in
    '') words="${[...commands.map(({ name }) => name), ...beforeTheCommand].join(' ')}" ;;
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _failover failover`;
}

export function zshScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, summary }) => `    '${name}:${summary.replaceAll("'", "'\\''")}'`);
  const cases = commands.map(({ name, options }) => `      ${name}) options=(${options.join(' ')}) ;;`);
  return `#compdef failover
_failover() {
  local -a commands options
  commands=(
${names.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
  else
    case $words[2] in
${cases.join('\n')}
    esac
    if [[ $words[CURRENT] == -* ]]; then compadd -- $options; else _files; fi
  fi
}
compdef _failover failover`;
}
