/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what failed is said in one place and one manner, a toast in plain words; what lasts is
 * said by the page it concerns. */

#include "app-failure.h"

#include <adwaita.h>

#include "phone-words.h"

/**
 * app_failure_say:
 * @widget: a widget in a window
 * @text: a sentence for a person
 *
 * Shows @text as a toast; does nothing when @widget is in no window any more.
 */
void
app_failure_say (GtkWidget  *widget,
                 const char *text)
{
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/**
 * app_failure_show:
 * @widget: a widget in a window
 * @error: what went wrong
 *
 * Shows the sentence for @error as a toast; what a person cancelled themselves is not a failure.
 */
void
app_failure_show (GtkWidget    *widget,
                  const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = phone_words_for_error (error);
  app_failure_say (widget, text);
}
