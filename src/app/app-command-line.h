/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Phone Phone;

/* What a command line asks of the telephone. The first half of it runs in the process that was started, the second in
 * the one that has the phone, which may be the same; what is said goes to the terminal of the first. */

/* How a command line ends. */
enum
{
  APP_COMMAND_LINE_DONE = 0,
  APP_COMMAND_LINE_FAILED = 1,      /* understood, and not possible now */
  APP_COMMAND_LINE_WRONG = 2,       /* not understood */
  APP_COMMAND_LINE_NOT_RUNNING = 3, /* nobody is there to ask */
};

void app_command_line_add_options (GApplication            *application);
int  app_command_line_check       (GApplication            *application,
                                   GVariantDict            *given,
                                   char                   **said); /* −1: it is to be carried out */
void app_command_line_watch       (Phone                   *phone); /* tells what it says, after --verbose */
/* @phone NULL: it has not started yet. */
int  app_command_line_carry_out   (GApplication            *application,
                                   Phone                   *phone,
                                   GApplicationCommandLine *line);

G_END_DECLS
