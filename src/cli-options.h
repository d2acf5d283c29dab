/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLI_VERB_REGISTER,
  CLI_VERB_CALL,
  CLI_VERB_ANSWER,
  CLI_VERB_MESSAGE,
  CLI_VERB_WATCH,
  CLI_VERB_PROBE,
  CLI_VERB_WHY,
} CliVerb;

typedef enum
{
  CLI_EXIT_OK = 0,
  CLI_EXIT_FAILED = 1,
  CLI_EXIT_USAGE = 2,
  CLI_EXIT_NOT_REGISTERED = 3,
} CliExit;

/* What the command line said. Numbers are seconds; −1: not said. */
typedef struct
{
  CliVerb  verb;
  char    *target;
  char    *text;
  char    *account;
  char   **servers; /* as they were written */
  char    *server;  /* all of them with commas; NULL: it is looked for */
  char    *password_file;
  char    *password;
  char    *display_name;
  char    *trust;       /* a key to be trusted when it is shown; NULL: none */
  char    *recovery;
  char    *microphone;
  char    *speaker;
  char    *camera;
  char    *digits;
  char   **words; /* what is left of the line: the verb and its arguments */
  int      seconds;
  int      hang_up_after;
  int      answer_after;
  int      expires;
  int      no_answer_after;
  gboolean practice;
  gboolean decline;
  gboolean busy;
  gboolean json;
  gboolean trace;
  gboolean version;
} CliOptions;

CliOptions *cli_options_parse (int          *argc,
                               char       ***argv,
                               GError      **error);
char       *cli_options_read_password (const char *file, GError **error); /* transfer full */
void        cli_options_free  (CliOptions   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOptions, cli_options_free)

G_END_DECLS
