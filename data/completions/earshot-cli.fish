# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of earshot-cli(1), for fish.

set -l commands register call answer message watch probe why

complete -c earshot-cli -f
complete -c earshot-cli -n "__fish_seen_subcommand_from why" -F
complete -c earshot-cli -n "not __fish_seen_subcommand_from $commands" -a register -d 'Go online, say so, go offline'
complete -c earshot-cli -n "not __fish_seen_subcommand_from $commands" -a call -d 'Call an address or a number'
complete -c earshot-cli -n "not __fish_seen_subcommand_from $commands" -a answer -d 'Wait for a call and answer it'
complete -c earshot-cli -n "not __fish_seen_subcommand_from $commands" -a message -d 'Send one message'
complete -c earshot-cli -n "not __fish_seen_subcommand_from $commands" -a watch -d 'Stay online and tell everything'
complete -c earshot-cli -n "not __fish_seen_subcommand_from $commands" -a probe -d 'Look for the server of an address'
complete -c earshot-cli -n "not __fish_seen_subcommand_from $commands" -a why -d 'Say why what failed in a trace failed'
complete -c earshot-cli -s a -l account -x -d 'Use this address, for this run alone'
complete -c earshot-cli -s s -l server -x -d 'Connect there'
complete -c earshot-cli -s p -l password-file -r -d 'Where the password is'
complete -c earshot-cli -l display-name -x -d 'The name that others see'
complete -c earshot-cli -l trust -x -d 'Trust a server that shows this key'
complete -c earshot-cli -l recovery -x -a 'backoff contract off' -d 'What is done when the line is lost'
complete -c earshot-cli -l practice -d 'Use the practice exchange'
complete -c earshot-cli -l expires -x -d 'Ask for a registration of so many seconds'
complete -c earshot-cli -l microphone -x -a 'default silence tone:440' -d 'What is said'
complete -c earshot-cli -l speaker -x -a 'default none' -d 'Where it is heard'
complete -c earshot-cli -l camera -x -a 'default test:ball' -d 'What is seen'
complete -c earshot-cli -l for -x -d 'Stop after so long'
complete -c earshot-cli -l hangup-after -x -d 'Talk so long, then hang up'
complete -c earshot-cli -l answer-after -x -d 'Answer incoming calls after so long'
complete -c earshot-cli -l no-answer-after -x -d 'Give up an incoming call after so long'
complete -c earshot-cli -l decline -d 'Decline incoming calls'
complete -c earshot-cli -l busy -d 'Be busy to incoming calls'
complete -c earshot-cli -l digits -x -d 'Press these keys once the call is active'
complete -c earshot-cli -s j -l json -d 'One JSON object a line'
complete -c earshot-cli -s t -l trace -d 'Every message on standard error'
complete -c earshot-cli -l version -d 'Say the version'
complete -c earshot-cli -s h -l help -d 'List the options'
complete -c earshot-cli -l help-all -d 'List all options'
complete -c earshot-cli -l help-account -d 'List the options about the account'
