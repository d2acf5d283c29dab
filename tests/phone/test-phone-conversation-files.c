/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A picture goes from one telephone to the other, with its name, and is there after a restart. */

#include "phone-office.h"

#include "phone-conversation-files.h"
#include "phone-private.h"
#include "transport.h"

static PhoneConversation *
open_to (World      *world,
         Office     *office,
         const char *name)
{
  g_autofree char *address = g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);

  return phone_open_conversation (world->phone, NULL, address, NULL);
}

static PhoneMessage *
get_message (PhoneConversation *conversation,
             guint              position)
{
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), position);

  return message; /* the list holds it */
}

static gboolean
send_file (PhoneConversation  *conversation,
           const char         *name,
           const char         *type,
           GBytes             *octets,
           GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_conversation_send_file_async (conversation, name, type, octets, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_conversation_send_file_finish (conversation, result, error);
}

/* More than a datagram may hold, and with octets that no text has. */
static GBytes *
make_octets (gsize length)
{
  guchar *octets = g_malloc (length);

  for (gsize n = 0; n < length; n++)
    octets[n] = (guchar) (n * 7);
  return g_bytes_new_take (octets, length);
}

/* RFC 3428 §4, RFC 2183, RFC 2231 */
static void
test_there (Office        *office,
            gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");
  g_autoptr (GBytes) octets = make_octets (9000);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) came = NULL;
  g_autoptr (GError) error = NULL;
  PhoneFile *file;

  g_assert_true (send_file (to_bob, "Pläne \"neu\".png", "image/png", octets, &error));
  g_assert_no_error (error);
  g_assert_cmpint (phone_message_get_state (get_message (to_bob, 0)), ==, PHONE_MESSAGE_STATE_SENT);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (to_anna)) == 1);
  g_assert_cmpstr (phone_message_get_text (get_message (to_anna, 0)), ==, "Pläne _neu_.png");
  file = phone_message_get_file (get_message (to_anna, 0));
  g_assert_cmpstr (phone_file_get_name (file), ==, "Pläne _neu_.png");
  g_assert_cmpstr (phone_file_get_type_name (file), ==, "image/png");
  g_assert_cmpuint (phone_file_get_size (file), ==, 9000);
  phone_file_read_async (file, FALSE, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  came = phone_file_read_finish (file, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (came, octets));
}

static void
test_too_large (Office        *office,
                gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");
  g_autoptr (GBytes) octets = make_octets (PHONE_FILE_MAX_OCTETS + 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (send_file (to_bob, "large.bin", "application/zip", octets, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (to_bob)), ==, 0);
}

static gboolean
receive_letter (World      *world,
                const char *type,
                const char *url)
{
  g_autoptr (SipAddress) from = sip_address_parse ("<sip:erin@example.org>", -1, NULL);
  g_autofree char *letter =
    g_strdup_printf ("<file><file-info type=\"file\"><file-size>5000000</file-size><file-name>../Film.mp4</file-name>"
                     "<content-type>video/mp4</content-type><data url=\"%s\"/></file-info></file>", url);
  g_autofree char *envelope = g_strdup_printf ("From: <sip:erin@example.org>\r\nTo: <sip:bob@example.org>\r\n\r\n"
                                               "Content-Type: " UA_FILE_LETTER_TYPE "\r\n\r\n%s", letter);
  gboolean wrapped = !g_str_equal (type, UA_FILE_LETTER_TYPE);
  const char *text = wrapped ? envelope : letter;
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  const PhoneNote note = { from, type, body };

  return phone_conversations_take (world->phone->conversations, office_account (world), &note);
}

/* GSMA RCC.07 §3.2.5.4: what lies on a server is shown with its name and size, and not fetched to be drawn. */
static void
test_letter (Office        *office,
             gconstpointer  data)
{
  GListModel *conversations = phone_get_conversations (office->bob.phone);
  g_autoptr (PhoneConversation) conversation = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *host = NULL;
  PhoneFile *file;

  g_assert_false (receive_letter (&office->bob, UA_FILE_LETTER_TYPE, "http://files.example.org/a"));
  g_assert_false (receive_letter (&office->bob, UA_FILE_LETTER_TYPE, "file:///etc/passwd"));
  g_assert_false (receive_letter (&office->bob, UA_FILE_LETTER_TYPE, "https://erin:secret@files.example.org/a"));
  g_assert_cmpuint (g_list_model_get_n_items (conversations), ==, 0);
  g_assert_true (receive_letter (&office->bob, UA_FILE_LETTER_TYPE, "https://files.example.org/a?b=c"));
  g_assert_true (receive_letter (&office->bob, UA_CPIM_TYPE, "https://files.example.org/d"));
  conversation = g_list_model_get_item (conversations, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (conversation)), ==, 2);
  g_assert_cmpint (phone_conversation_get_standing (conversation), ==, PHONE_STANDING_REQUEST);
  file = phone_message_get_file (get_message (conversation, 0));
  host = phone_file_dup_host (file);
  g_assert_cmpstr (phone_file_get_name (file), ==, "Film.mp4");
  g_assert_cmpstr (phone_file_get_type_name (file), ==, "video/mp4");
  g_assert_cmpuint (phone_file_get_size (file), ==, 5000000);
  g_assert_cmpstr (host, ==, "files.example.org");

  phone_file_read_async (file, TRUE, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_null (phone_file_read_finish (file, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
come_online (World *world)
{
  phone_account_go_online (office_account (world));
  wait_until (phone_account_get_state (office_account (world)) == PHONE_ACCOUNT_STATE_REGISTERED);
}

static void
go_offline (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_account_go_offline_async (office_account (world), NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
}

/* A file that waits goes after a restart, too, and is there whole. */
static void
test_after_a_restart (Office        *office,
                      gconstpointer  data)
{
  g_autofree char *address = g_strdup_printf ("dora@127.0.0.1:%u", office->exchange->port);
  g_autofree char *server = g_strdup_printf ("tcp://127.0.0.1:%u", office->exchange->port);
  PhoneConversation *to_dora = open_to (&office->bob, office, "dora");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) reading = NULL;
  g_autoptr (GBytes) octets = make_octets (300);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;
  World dora = { NULL };
  PhoneConversation *to_bob;
  PhoneFile *file;

  world_set_up (&dora, NULL);
  phone_add_account_async (dora.phone, address, "secret", server, "Dora", NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_nonnull (phone_add_account_finish (dora.phone, result, NULL));
  g_clear_object (&result);
  come_online (&dora);
  go_offline (&dora);
  to_bob = open_to (&dora, office, "bob");
  phone_conversation_send_file_async (to_bob, "notes.pdf", "application/pdf", octets, NULL, NULL);
  g_assert_cmpint (phone_message_get_state (get_message (to_bob, 0)), ==, PHONE_MESSAGE_STATE_SENDING);
  world_stop (&dora);

  world_start (&dora);
  come_online (&dora);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (to_dora)) == 1);
  g_assert_cmpstr (phone_file_get_name (phone_message_get_file (get_message (to_dora, 0))), ==, "notes.pdf");
  to_bob = open_to (&dora, office, "bob");
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (to_bob)) == 1);
  wait_until (phone_message_get_file (get_message (to_bob, 0)) != NULL);
  file = phone_message_get_file (get_message (to_bob, 0));
  phone_file_read_async (file, FALSE, NULL, world_take_result_cb, &reading);
  wait_until (reading != NULL);
  kept = phone_file_read_finish (file, reading, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept, octets));
  g_clear_object (&reading);
  world_tear_down (&dora, NULL);
}

#define add(name, func) g_test_add ("/phone/conversation-files/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("there", test_there);
  add ("too-large", test_too_large);
  add ("after-a-restart", test_after_a_restart);
  add ("letter", test_letter);
  return g_test_run ();
}
