/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One message: whose it is, when it was, and whether it got there. */

#include "app-message-row.h"

#include "app-test.h"
#include "scripted-messages.h"

static void
test_states (void)
{
  static const struct
  {
    PhoneMessageState state;
    GtkAlign side;
    const char *says;
  } rows[] = {
    { PHONE_MESSAGE_STATE_RECEIVED, GTK_ALIGN_START, "Hello" },
    { PHONE_MESSAGE_STATE_SENDING, GTK_ALIGN_END, "Sending…" },
    { PHONE_MESSAGE_STATE_SENT, GTK_ALIGN_END, "Hello" },
    { PHONE_MESSAGE_STATE_DELIVERED, GTK_ALIGN_END, "Hello" },
    { PHONE_MESSAGE_STATE_READ, GTK_ALIGN_END, "Read" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PhoneConversation) conversation = scripted_conversation_new (NULL, "Bob", "bob@example.org");
      PhoneMessage *message = scripted_conversation_add (conversation, "Hello", NULL, rows[i].state);
      GtkWidget *row = g_object_ref_sink (g_object_new (APP_TYPE_MESSAGE_ROW, "message", message, NULL));

      g_assert_cmpint (gtk_widget_get_halign (row), ==, rows[i].side);
      g_assert_true (app_test_reads (row, rows[i].says));
      g_assert_null (app_test_find (row, GTK_TYPE_BUTTON));
      g_assert_finalize_object (row);
    }
}

/* W30: a message that did not get there says so and can be sent again. */
static void
test_not_sent (void)
{
  g_autoptr (PhoneConversation) conversation = scripted_conversation_new (NULL, "Bob", "bob@example.org");
  PhoneMessage *message = scripted_conversation_add (conversation, "Hello", NULL, PHONE_MESSAGE_STATE_SENDING);
  GtkWidget *row = g_object_ref_sink (g_object_new (APP_TYPE_MESSAGE_ROW, "message", message, NULL));

  scripted_message_set_error (message, "The server cannot be reached.");
  g_assert_false (app_test_reads (row, "Sending…"));
  g_assert_true (app_test_reads (row, "Not sent. The server cannot be reached."));
  g_assert_nonnull (app_test_named (row, "Send Again"));
  g_assert_finalize_object (row);
}

static const char *
get_hint (GtkWidget *row)
{
  GtkWidget *mark = app_test_find (row, GTK_TYPE_IMAGE);

  return mark != NULL ? gtk_widget_get_tooltip_text (mark) : NULL;
}

/* Marks say what is proven, and no more. */
static void
test_marks (void)
{
  g_autoptr (PhoneConversation) conversation = scripted_conversation_new (NULL, "Bob", "bob@example.org");
  PhoneMessage *message = scripted_conversation_add (conversation, "Hello", NULL, PHONE_MESSAGE_STATE_SENDING);
  GtkWidget *row = g_object_ref_sink (g_object_new (APP_TYPE_MESSAGE_ROW, "message", message, NULL));

  g_assert_null (get_hint (row));
  scripted_message_set_state (message, PHONE_MESSAGE_STATE_SENDING, "There is no connection to the server.");
  g_assert_true (app_test_reads (row, "Will be sent later. There is no connection to the server."));
  scripted_message_set_state (message, PHONE_MESSAGE_STATE_SENT, NULL);
  g_assert_cmpstr (get_hint (row), ==, "Sent");
  scripted_message_set_state (message, PHONE_MESSAGE_STATE_DELIVERED, NULL);
  g_assert_cmpstr (get_hint (row), ==, "Delivered");
  scripted_message_set_state (message, PHONE_MESSAGE_STATE_READ, NULL);
  g_assert_null (get_hint (row));
  g_assert_true (app_test_reads (row, "Read"));
  g_assert_finalize_object (row);
}

/* TRUST 3.11: what looks like markup stays text, what is an address can be clicked. */
static void
test_text_stays_text (void)
{
  g_autoptr (PhoneConversation) conversation = scripted_conversation_new (NULL, "Bob", "bob@example.org");
  const char *text = "<b>see</b> https://example.org & more";
  PhoneMessage *message = scripted_conversation_add (conversation, text, NULL, PHONE_MESSAGE_STATE_RECEIVED);
  GtkWidget *row = g_object_ref_sink (g_object_new (APP_TYPE_MESSAGE_ROW, "message", message, NULL));
  GtkLabel *label = app_test_find (row, GTK_TYPE_LABEL);

  g_assert_cmpstr (gtk_label_get_text (label), ==, text);
  g_assert_true (gtk_label_get_use_markup (label));
  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/message-row/states", test_states);
  g_test_add_func ("/app/message-row/marks", test_marks);
  g_test_add_func ("/app/message-row/text-stays-text", test_text_stays_text);
  g_test_add_func ("/app/message-row/not-sent", test_not_sent);
  return g_test_run ();
}
