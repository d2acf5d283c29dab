# SPDX-FileCopyrightText: The Earshot authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The words of earshot(1), for fish.

complete -c earshot -f
complete -c earshot -s c -l call -x -d 'Call an address or a number'
complete -c earshot -s m -l message -x -d 'Write to an address'
complete -c earshot -l answer -d 'Answer the call that rings'
complete -c earshot -l decline -d 'Decline the call that rings'
complete -c earshot -l hangup -d 'End the call'
complete -c earshot -l status -d 'Tell who can be reached, and which calls there are'
complete -c earshot -l new-call -d 'Open the window to call somebody'
complete -c earshot -l new-message -d 'Open the window to write to somebody'
complete -c earshot -s b -l background -d 'Be on duty without a window'
complete -c earshot -s s -l set-up -x -d 'Set up the accounts that a link offers'
complete -c earshot -l verbose -d 'Tell on standard error what happens'
complete -c earshot -s v -l version -d 'Print the version'
complete -c earshot -s h -l help -d 'List the options'
complete -c earshot -l help-all -d 'List all options'
complete -c earshot -l help-gapplication -d 'List the options of every application'
