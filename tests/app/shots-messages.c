/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of messages. */

#include "shots-messages.h"

#include <adwaita.h>

#include "app-conversation-list.h"
#include "app-conversation-page.h"
#include "phone-join.h"
#include "scripted-messages.h"
#include "scripted-people.h"

#define STRANGER "prize-winner-of-the-year@promotions.example.net"

static void
act (ShotsScene *scene,
     const char *action,
     const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), action, "s", target);
}

static void
add (PhoneConversation *with,
     const char        *text,
     PhoneMessageState  state,
     const char        *error_text)
{
  scripted_message_set_state (scripted_conversation_add (with, text, NULL, state), state, error_text);
}

void
shots_messages_states (ShotsScene *scene)
{
  PhoneConversation *with = NULL;

  shots_people (scene);
  with = phone_open_conversation (scene->phone, NULL, "nina@example.org", NULL);
  add (with, "Did you get the plans?", PHONE_MESSAGE_STATE_READ, NULL);
  add (with, "Page four is new.", PHONE_MESSAGE_STATE_DELIVERED, NULL);
  add (with, "The model stands in the hall, and whoever wants to see it should come before six.",
       PHONE_MESSAGE_STATE_SENT, NULL);
  add (with, "Yes! On my way.", PHONE_MESSAGE_STATE_RECEIVED, NULL);
  add (with, "Bring the keys", PHONE_MESSAGE_STATE_NOT_SENT, "The server cannot be reached.");
  add (with, "and the lamp", PHONE_MESSAGE_STATE_SENDING, NULL);
  add (with, "and the ladder", PHONE_MESSAGE_STATE_SENDING, "There is no connection to the server.");
  phone_conversation_set_muted (phone_open_conversation (scene->phone, NULL, "jonas@example.org", NULL), TRUE);
  act (scene, "win.message", "nina@example.org");
}

/* A sunset, as far as four colours allow. */
static GBytes *
make_picture (void)
{
  g_autoptr (GByteArray) dots = g_byte_array_new ();
  g_autoptr (GBytes) octets = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint y = 0; y < 90; y++)
    for (guint x = 0; x < 160; x++)
      {
        gboolean sun = (x - 80.0) * (x - 80.0) + (y - 50.0) * (y - 50.0) < 500;
        guint8 dot[4] = { (guint8) (sun ? 255 : 240 - y), (guint8) (sun ? 220 : 120), (guint8) (60 + y), 255 };

        g_byte_array_append (dots, dot, sizeof dot);
      }
  octets = g_bytes_new (dots->data, dots->len);
  texture = gdk_memory_texture_new (160, 90, GDK_MEMORY_R8G8B8A8, octets, 160 * 4);
  return gdk_texture_save_to_png_bytes (texture);
}

void
shots_messages_files (ShotsScene *scene)
{
  PhoneConversation *with = NULL;
  g_autoptr (GBytes) picture = make_picture ();
  g_autoptr (GBytes) octets = g_bytes_new_take (g_malloc0 (31000), 31000);

  shots_people (scene);
  with = phone_open_conversation (scene->phone, NULL, "nina@example.org", NULL);
  scripted_conversation_add_file (with, "Sunset over the harbour.png", "image/png", picture, PHONE_MESSAGE_STATE_RECEIVED);
  add (with, "Lovely!", PHONE_MESSAGE_STATE_SENT, NULL);
  scripted_conversation_add_file (with, "Minutes of the general assembly of the year before last.pdf", "application/pdf",
                                  octets, PHONE_MESSAGE_STATE_SENT);
  scripted_conversation_add_file (with, "keys.zip", "application/octet-stream", octets, PHONE_MESSAGE_STATE_RECEIVED);
  act (scene, "win.message", "nina@example.org");
  shots_spin (200);
}

/* One person, two addresses. */
void
shots_messages_joined (ShotsScene *scene)
{
  PhoneConversation *into = NULL;
  PhoneConversation *other = NULL;

  shots_messages_states (scene);
  into = phone_open_conversation (scene->phone, NULL, "nina@example.org", NULL);
  other = phone_open_conversation (scene->phone, NULL, "nina-margarethe.lindqvist@architects.example.com", NULL);
  g_object_unref (phone_join_conversations (scene->phone, into, other));
}

void
shots_messages_join (ShotsScene *scene)
{
  shots_messages_states (scene);
  shots_spin (100);
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (scene->window)), "conversation.join", NULL);
}

void
shots_messages_typing (ShotsScene *scene)
{
  shots_people (scene);
  act (scene, "win.message", "amelie@example.org");
  scripted_conversation_set_composing (phone_open_conversation (scene->phone, NULL, "amelie@example.org", NULL), TRUE);
}

static PhoneConversation *
be_asked (ShotsScene *scene,
          const char *address)
{
  PhoneConversation *stranger = phone_open_conversation (scene->phone, NULL, address, NULL);

  add (stranger, "Congratulations! Open https://promotions.example.net/claim?id=7734 today.",
       PHONE_MESSAGE_STATE_RECEIVED, NULL);
  scripted_conversation_set_unread (stranger, 1);
  scripted_conversation_set_standing (stranger, PHONE_STANDING_REQUEST);
  return stranger;
}

void
shots_messages_requests (ShotsScene *scene)
{
  shots_people (scene);
  be_asked (scene, STRANGER);
  be_asked (scene, "+49 1590 123456");
}

void
shots_messages_request (ShotsScene *scene)
{
  shots_people (scene);
  be_asked (scene, STRANGER);
  gtk_widget_activate_action (shots_find (GTK_WIDGET (scene->window), APP_TYPE_CONVERSATION_LIST),
                              "conversations.requests", NULL);
  act (scene, "win.message", STRANGER);
}

void
shots_messages_blocked (ShotsScene *scene)
{
  shots_messages_request (scene);
  phone_blocked_add (phone_get_blocked (scene->phone), STRANGER);
}

void
shots_messages_report (ShotsScene *scene)
{
  shots_messages_request (scene);
  act (scene, "win.report-conversation", STRANGER);
}

static void
show_preferences (ShotsScene *scene)
{
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.preferences", NULL);
  shots_spin (100);
  adw_preferences_dialog_set_visible_page_name (
    ADW_PREFERENCES_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->window))),
    "messages");
}

void
shots_messages_preferences (ShotsScene *scene)
{
  PhoneBlocked *blocked = phone_get_blocked (scene->phone);

  shots_people (scene);
  phone_blocked_add (blocked, "+49 1590 123456");
  phone_blocked_add (blocked, STRANGER);
  scripted_messages_turn_away (blocked, STRANGER, TRUE);
  scripted_messages_turn_away (blocked, STRANGER, FALSE);
  scripted_messages_turn_away (blocked, STRANGER, FALSE);
  show_preferences (scene);
}

void
shots_messages_preferences_empty (ShotsScene *scene)
{
  shots_people (scene);
  show_preferences (scene);
}
