/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is opened and told when there is a call, and how a person writes down where. WISHES 36, D17. */

#include "app-hook-group.h"

#include <sys/socket.h>

#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  Phone *phone;
  PhoneAccount *account;
  AppHooks *hooks;
  PhoneCall *call;
  GPtrArray *pages; /* of char * */
} Fixture;

static void
open_cb (Fixture    *fixture,
         const char *page)
{
  g_ptr_array_add (fixture->pages, g_strdup (page));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  fixture->account = scripted_account_new ("alice@example.org", FALSE);
  scripted_phone_add_account (fixture->phone, fixture->account);
  fixture->pages = g_ptr_array_new_with_free_func (g_free);
  fixture->hooks = app_hooks_new (fixture->phone);
  g_signal_connect_swapped (fixture->hooks, "open", G_CALLBACK (open_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->hooks));
  app_test_settle ();
  g_clear_object (&fixture->call);
  g_clear_pointer (&fixture->pages, g_ptr_array_unref);
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->phone);
}

static void
ring (Fixture    *fixture,
      const char *name,
      const char *address,
      gboolean    incoming)
{
  g_clear_object (&fixture->call);
  fixture->call = scripted_call_new (fixture->account, name, address, incoming);
  scripted_call_set_state (fixture->call, incoming ? PHONE_CALL_STATE_INCOMING : PHONE_CALL_STATE_CALLING);
  scripted_phone_add_call (fixture->phone, fixture->call);
}

static void
assert_opened (Fixture    *fixture,
               const char *page)
{
  g_assert_cmpuint (fixture->pages->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->pages, 0), ==, page);
  g_ptr_array_set_size (fixture->pages, 0);
}

/* Nothing at all, until a person wrote something down. */
static void
test_off (Fixture       *fixture,
          gconstpointer  data)
{
  ring (fixture, "Bob", "sip:+4930123@example.org", TRUE);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpuint (fixture->pages->len, ==, 0);
  g_assert_null (app_hooks_get_trouble (fixture->hooks));
}

/* Once for each call, when it is answered, or when it rings; never for a call one makes oneself. */
static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_set (fixture->hooks, "page", "https://crm.example/?n={number}&d={direction}&w={name}&a={account}", NULL);
  ring (fixture, "B&b", "sip:+4930123@example.org;x=y", TRUE);
  g_assert_cmpuint (fixture->pages->len, ==, 0);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  assert_opened (fixture, "https://crm.example/?n=%2B4930123&d=incoming&w=B%26b&a=alice%40example.org");
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_HELD);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ENDED);
  g_assert_cmpuint (fixture->pages->len, ==, 0);

  g_object_set (fixture->hooks, "page-when", "ringing", "page", "https://crm.example/{number}", NULL);
  ring (fixture, "Carol", "carol@example.org", TRUE);
  assert_opened (fixture, "https://crm.example/carol%40example.org");
  ring (fixture, "Carol", "carol@example.org", FALSE);
  g_assert_cmpuint (fixture->pages->len, ==, 0);
}

/* Who did not want to be known is not. */
static void
test_anonymous (Fixture       *fixture,
                gconstpointer  data)
{
  g_object_set (fixture->hooks, "page", "https://crm.example/{number}-{name}-{address}", NULL);
  g_clear_object (&fixture->call);
  fixture->call = scripted_call_new (fixture->account, "Anonymous", "bob@example.org", TRUE);
  scripted_call_set_caller (fixture->call, TRUE, FALSE);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_INCOMING);
  scripted_phone_add_call (fixture->phone, fixture->call);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  assert_opened (fixture, "https://crm.example/--");
}

/* Written into the settings by something else: not used all the same. */
static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  g_object_set (fixture->hooks, "page", "http://crm.example/{number}", "page-when", "ringing", "tell", "file:///x", NULL);
  ring (fixture, "Bob", "bob@example.org", TRUE);
  g_assert_cmpuint (fixture->pages->len, ==, 0);
}

static gboolean
has_trouble (gpointer data)
{
  return app_hooks_get_trouble (data) != NULL;
}

/* Nobody there: the call goes on, and the preferences say so. */
static void
test_trouble (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *group = g_object_ref_sink (g_object_new (APP_TYPE_HOOK_GROUP, NULL));
  g_autoptr (GSocket) nobody = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autofree char *address = NULL;

  /* A port that is taken and does not listen. */
  g_assert_true (g_socket_bind (nobody, any, FALSE, NULL));
  bound = g_socket_get_local_address (nobody, NULL);
  address = g_strdup_printf ("http://127.0.0.1:%u/", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  app_hook_group_set_hooks (APP_HOOK_GROUP (group), fixture->hooks);
  g_object_set (fixture->hooks, "tell", address, NULL);
  ring (fixture, "Bob", "bob@example.org", TRUE);
  app_test_wait (has_trouble, fixture->hooks);
  g_assert_true (app_test_reads (group, "The Last Call Was Not Told"));
  g_assert_cmpint (phone_call_get_state (fixture->call), ==, PHONE_CALL_STATE_INCOMING);
  g_object_set (fixture->hooks, "tell", "", NULL);
  g_assert_null (app_hooks_get_trouble (fixture->hooks));
  g_object_unref (group);
}

static GtkEditable *
find_row (GtkWidget *group)
{
  return GTK_EDITABLE (app_test_find (group, ADW_TYPE_ENTRY_ROW));
}

static void
assert_page (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *page = NULL;

  g_object_get (fixture->hooks, "page", &page, NULL);
  g_assert_cmpstr (page, ==, expected);
}

/* What cannot be used is said, and not taken. */
static void
test_group (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *group = g_object_ref_sink (g_object_new (APP_TYPE_HOOK_GROUP, NULL));
  GtkEditable *row;

  app_hook_group_set_hooks (APP_HOOK_GROUP (group), fixture->hooks);
  row = find_row (group);
  gtk_editable_set_text (row, "http://crm.example/");
  g_assert_true (app_test_reads (group, "It must begin with https, or anybody on the way could read who calls."));
  g_signal_emit_by_name (row, "apply");
  assert_page (fixture, "");
  gtk_editable_set_text (row, "https://crm.example/{who}");
  g_assert_true (app_test_reads (group, "What stands in braces is unknown, or stands too early."));
  gtk_editable_set_text (row, "crm");
  g_assert_true (app_test_reads (group, "This is no web address."));
  gtk_editable_set_text (row, "https://crm.example/{number}");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_signal_emit_by_name (row, "apply");
  assert_page (fixture, "https://crm.example/{number}");
  app_test_audit (group);
  g_object_unref (group);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/hooks/off", Fixture, NULL, set_up, test_off, tear_down);
  g_test_add ("/app/hooks/page", Fixture, NULL, set_up, test_page, tear_down);
  g_test_add ("/app/hooks/anonymous", Fixture, NULL, set_up, test_anonymous, tear_down);
  g_test_add ("/app/hooks/bad", Fixture, NULL, set_up, test_bad, tear_down);
  g_test_add ("/app/hooks/trouble", Fixture, NULL, set_up, test_trouble, tear_down);
  g_test_add ("/app/hooks/group", Fixture, NULL, set_up, test_group, tear_down);
  return g_test_run ();
}
