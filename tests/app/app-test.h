/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app-window.h"

G_BEGIN_DECLS

/* What every test of a screen needs: a display with our templates, a window over a phone, and ways to find
 * and press what a person would. */

typedef gboolean (*AppTestCondition) (gpointer data);

typedef struct
{
  Phone *phone;
  AppWindow *window;
} AppTest;

void       app_test_init       (int              *argc,
                                char           ***argv);
/* Iterates the main context until @condition holds; fails the test after ten seconds. */
void       app_test_wait       (AppTestCondition  condition,
                                gpointer          data);
/* Lets everything that is due now happen, frames included. */
void       app_test_settle     (void);

void       app_test_open       (AppTest          *test,
                                Phone            *phone);
void       app_test_close      (AppTest          *test);
void       app_test_act        (AppTest          *test,
                                const char       *action,
                                const char       *target);

/* The first showing widget below @root of that type; NULL: none. */
gpointer   app_test_find       (gpointer          root,
                                GType             type);
/* The first showing button or field below @root of that name; NULL: none. */
GtkWidget *app_test_named      (gpointer          root,
                                const char       *name);
gboolean   app_test_reads      (gpointer          root,
                                const char       *text);
/* Presses what is called @name, which must be there and sensitive. */
void       app_test_press      (gpointer          root,
                                const char       *name);
/* What assistive tools call a widget, as far as a name can be found; "" for nothing. */
char      *app_test_dup_name   (GtkWidget        *widget);
/* Fails if a control below @root that a person can use has no name. */
void       app_test_audit      (gpointer          root);

G_END_DECLS
