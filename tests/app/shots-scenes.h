/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-window.h"

G_BEGIN_DECLS

/* What is photographed: a window, brought into a state by one function a photograph. */
typedef struct
{
  AppWindow *window;
  Phone *phone;
} ShotsScene;

typedef struct
{
  const char *name;
  void (*set_up) (ShotsScene *scene);
} ShotsSetting;

extern const ShotsSetting shots_settings[];
extern const guint shots_n_settings;

/* Lets the window live for so long. */
void shots_spin (guint ms);
/* The first visible child of that type; NULL: none. */
gpointer shots_find (GtkWidget *widget, GType type);
PhoneAccount *shots_account (ShotsScene *scene);
/* People, conversations and past calls. */
void shots_people (ShotsScene *scene);
/* A call to one of them, on its page (transfer none). */
PhoneCall *shots_start_call (ShotsScene     *scene,
                             PhoneCallState  state);
/* People, and the page on which one dials. */
void shots_dial (ShotsScene *scene);

G_END_DECLS
