/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a key nobody is told of is no use. What works is listed once, so that the dialog of shortcuts can be
 * held against it. */

#include "app-accelerators.h"

static const struct
{
  const char *action;
  const char *keys[2];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.show-section::people", { "<Control>1" } },
  { "win.show-section::calls", { "<Control>2" } },
  { "win.show-section::messages", { "<Control>3" } },
  { "win.show-section::keypad", { "<Control>4" } },
  { "win.new-call", { "<Control>n" } },
  { "win.voicemail", { "<Control><Shift>v" } },
  { "win.find", { "<Control>f" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.shortcuts", { "<Control>question" } },
  { "win.mute-shown", { "<Control>m" } },
  { "win.keypad-shown", { "<Control>d" } },
  { "win.hang-up-shown", { "<Control><Shift>h" } },
  { "win.hold-shown", { "<Control>h" } },
  { "win.record-shown", { "<Control>r" } },
  { "win.transfer-shown", { "<Control>t" } },
  { "win.swap-shown", { "<Control><Shift>s" } },
  { "win.merge-shown", { "<Control><Shift>m" } },
  { "win.answer-ringing", { "<Control><Shift>a" } },
  { "win.decline-ringing", { "<Control><Shift>d" } },
};

/**
 * app_accelerators_set:
 * @application: the application
 *
 * Makes the keys work in all its windows.
 */
void
app_accelerators_set (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (application, accelerators[i].action, accelerators[i].keys);
}

/**
 * app_accelerators_get:
 * @position: which
 *
 * Returns: (transfer none) (nullable): the keys, as gtk_accelerator_parse() reads them; %NULL after the last
 */
const char *
app_accelerators_get (guint position)
{
  return position < G_N_ELEMENTS (accelerators) ? accelerators[position].keys[0] : NULL;
}
