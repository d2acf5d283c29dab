/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of how sound and pictures travel. */

#include "shots-media.h"

#include "app-account-dialog.h"
#include "app-media-page.h"
#include "app-server-row.h"
#include "scripted-people.h"
#include "scripted-sound.h"
#include "scripted-video.h"

static GtkWidget *
open_page (ShotsScene *scene)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.edit-account", "s", "robin@example.org");
  shots_spin (150);
  dialog = shots_find (GTK_WIDGET (scene->window), APP_TYPE_ACCOUNT_DIALOG);
  gtk_widget_activate_action (dialog, "account.show-media", NULL);
  shots_spin (250);
  return shots_find (dialog, APP_TYPE_MEDIA_PAGE);
}

/* @share: 0 the beginning, 1 the end. */
static void
scroll (GtkWidget *page,
        double     share)
{
  GtkScrolledWindow *scrolled = shots_find (page, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, share * end);
  shots_spin (100);
}

void
shots_media_terms (ShotsScene *scene)
{
  shots_people (scene);
  open_page (scene);
}

void
shots_media_codecs (ShotsScene *scene)
{
  static const char *const codecs[] = { "G722", "opus", "PCMA", NULL };

  shots_people (scene);
  phone_media_terms_set_codecs (phone_account_get_media_terms (shots_account (scene)), codecs);
  scroll (open_page (scene), 0.55);
}

void
shots_media_relay (ShotsScene *scene)
{
  PhoneMediaTerms *terms;
  GtkWidget *page;

  shots_people (scene);
  terms = phone_account_get_media_terms (shots_account (scene));
  phone_media_terms_set_turn_server (terms, "turns:relay.hohenstein-lichtenberg.example.org:5349", "robin", NULL);
  phone_media_terms_set_turn_password (terms, "hedgehog");
  phone_media_terms_set_relay_only (terms, TRUE);
  page = open_page (scene);
  gtk_editable_set_text (shots_find (page, APP_TYPE_SERVER_ROW), "stun example");
  shots_spin (50);
  scroll (page, 1.0);
}

void
shots_media_incoming (ShotsScene *scene)
{
  g_autoptr (PhoneCall) call = NULL;

  shots_people (scene);
  scripted_devices_unplug_all ();
  scripted_devices_plug (PHONE_DEVICE_KIND_CAMERA, "/dev/video7", "Window Sill Camera");
  call = scripted_call_new (shots_account (scene), "Amélie Fournier", "amelie@example.org", TRUE);
  scripted_video_offer (phone_call_get_video (call));
  scripted_phone_add_call (scene->phone, call);
}
