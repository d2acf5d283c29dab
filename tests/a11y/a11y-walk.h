/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "a11y-spoken.h"

G_BEGIN_DECLS

/* What the three examinations share. A finding is a sentence with the widget and the numbers in it. */
typedef void (*A11yVisit) (GtkWidget *widget,
                           gpointer   data);

/* Calls @visit for all that a person can see below @root, itself included. */
void       a11y_walk     (GtkWidget  *root,
                          A11yVisit   visit,
                          gpointer    data);
/* Where a person is: the dialog that lies over @window, or it. */
GtkWidget *a11y_get_root (GtkWindow  *window);
/* Type, name and parents, so that one finds it in a template (transfer full). */
char      *a11y_describe (GtkWidget  *widget);

/* Each adds what is wrong below @root to @findings (char *). */
void       a11y_examine_names    (GtkWidget *root,
                                  GPtrArray *findings);
void       a11y_examine_keyboard (GtkWidget *root,
                                  GPtrArray *findings);
void       a11y_examine_contrast (GtkWidget *root,
                                  GPtrArray *findings);
void a11y_examine_strings  (GtkWidget  *root,
                            A11ySpoken *spoken,
                            GPtrArray  *findings);

G_END_DECLS
