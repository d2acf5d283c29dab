# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of earshot(1), for bash.

_earshot() {
  local word=${COMP_WORDS[COMP_CWORD]}
  COMPREPLY=()
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W '--call= --message= --answer --decline --hangup --status --new-call --new-message
      --background --set-up= --verbose --version --help --help-all --help-gapplication' -- "$word")
    [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
  fi
}
complete -F _earshot earshot
