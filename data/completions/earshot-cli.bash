# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of earshot-cli(1), for bash.

_earshot_cli() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $before in
    --recovery) mapfile -t COMPREPLY < <(compgen -W 'backoff contract off' -- "$word") ;;
    --microphone) mapfile -t COMPREPLY < <(compgen -W 'default silence tone:440' -- "$word") ;;
    --speaker) mapfile -t COMPREPLY < <(compgen -W 'default none' -- "$word") ;;
    --camera) mapfile -t COMPREPLY < <(compgen -W 'default test:ball' -- "$word") ;;
    --password-file | -p | why) compopt -o default ;;
    *) _earshot_cli_words "$word" ;;
  esac
}

_earshot_cli_words() {
  if [[ $1 == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '--account= --server= --password-file= --display-name= --trust= --recovery= --practice
      --expires= --microphone= --speaker= --camera= --for= --hangup-after= --answer-after=
      --no-answer-after= --decline --busy --digits= --json --trace --version --help --help-all
      --help-account' -- "$1")
  else
    mapfile -t COMPREPLY < <(compgen -W 'register call answer message watch probe why' -- "$1")
  fi
  [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
}
complete -F _earshot_cli earshot-cli
