/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what is told to a provider about somebody is read first and given away by hand. */

#include "app-report-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

static void
response_cb (AdwAlertDialog *dialog,
             const char     *response,
             GtkTextView    *view)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (response, "copy") != 0)
    return;
  g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), text);
}

static GtkWidget *
make_view (const char *text)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Report"), -1);
  return view;
}

/**
 * app_report_dialog_new:
 * @text: what a provider is to be told
 *
 * Makes a dialog that shows @text and copies it.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
app_report_dialog_new (const char *text)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Report"),
                                            _("Nothing is sent from here. Copy this text and give it to whoever "
                                              "provides your account."));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = make_view (text);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 180);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), scroller);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _("_Close"), "copy", _("Co_py"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "copy", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "copy");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), view, G_CONNECT_DEFAULT);
  return dialog;
}
