/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question to a portal, and every way it may be answered. */

#include "app-portal-request.h"

#include "app-test.h"
#include "portal-double.h"

typedef struct
{
  PortalDouble portal;
  gboolean done;
  GVariant *results;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  portal_double_open (&fixture->portal);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_settle ();
  portal_double_close (&fixture->portal);
  g_clear_pointer (&fixture->results, g_variant_unref);
  g_clear_error (&fixture->error);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->results = app_portal_request_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done;
}

static gboolean
was_asked (gpointer data)
{
  return ((Fixture *) data)->portal.n_sessions > 0;
}

static void
ask (Fixture      *fixture,
     const char   *method,
     GCancellable *cancellable)
{
  g_autofree char *token = app_portal_request_dup_token ();

  app_portal_request_async (fixture->portal.bus, method, token,
                            g_variant_new_parsed ("({'handle_token': <%s>, 'session_handle_token': <'s'>},)", token),
                            cancellable, done_cb, fixture);
}

#define CREATE "org.freedesktop.portal.GlobalShortcuts.CreateSession"

static void
test_granted (Fixture       *fixture,
              gconstpointer  own_handle)
{
  fixture->portal.own_handle = own_handle != NULL;
  ask (fixture, CREATE, NULL);
  app_test_wait (is_done, fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (g_variant_lookup (fixture->results, "session_handle", "s", NULL));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  int code = GPOINTER_TO_UINT (data) == 1 ? G_IO_ERROR_PERMISSION_DENIED : G_IO_ERROR_FAILED;

  fixture->portal.response = GPOINTER_TO_UINT (data);
  ask (fixture, CREATE, NULL);
  app_test_wait (is_done, fixture);
  g_assert_null (fixture->results);
  g_assert_error (fixture->error, G_IO_ERROR, code);
}

/* Nobody has to wait for a person who went away. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture->portal.silent = TRUE;
  ask (fixture, CREATE, cancellable);
  app_test_wait (was_asked, fixture);
  g_assert_false (fixture->done);
  g_cancellable_cancel (cancellable);
  app_test_wait (is_done, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  ask (fixture, "org.freedesktop.portal.Telepathy.Guess", NULL);
  app_test_wait (is_done, fixture);
  g_assert_error (fixture->error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/portal-request/granted", Fixture, NULL, set_up, test_granted, tear_down);
  g_test_add ("/app/portal-request/own-handle", Fixture, "", set_up, test_granted, tear_down);
  g_test_add ("/app/portal-request/refused", Fixture, GUINT_TO_POINTER (1), set_up, test_refused, tear_down);
  g_test_add ("/app/portal-request/failed", Fixture, GUINT_TO_POINTER (2), set_up, test_refused, tear_down);
  g_test_add ("/app/portal-request/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/app/portal-request/absent", Fixture, NULL, set_up, test_absent, tear_down);
  return g_test_run ();
}
