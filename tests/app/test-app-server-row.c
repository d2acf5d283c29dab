/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A field for a server: what people write, and what becomes of it. */

#include "app-server-row.h"

#include "app-test.h"

typedef struct
{
  AppServerRow *row;
  char *chosen;
} Fixture;

static void
chosen_cb (Fixture    *fixture,
           const char *server)
{
  g_set_str (&fixture->chosen, server);
}

static void
make (Fixture  *fixture,
      gboolean  relay)
{
  fixture->row = g_object_ref_sink (g_object_new (APP_TYPE_SERVER_ROW, "relay", relay, NULL));
  fixture->chosen = NULL;
  g_signal_connect_swapped (fixture->row, "chosen", G_CALLBACK (chosen_cb), fixture);
}

static void
drop (Fixture *fixture)
{
  g_clear_pointer (&fixture->chosen, g_free);
  g_assert_finalize_object (fixture->row);
}

static void
test_written (void)
{
  static const struct
  {
    gboolean    relay;
    const char *text;
    const char *chosen; /* NULL: it is wrong */
  } rows[] = {
    { FALSE, "stun.example.org", "stun.example.org" },
    { FALSE, " stun:stun.example.org:3479 ", "stun.example.org:3479" },
    { FALSE, "stun.example.org:99999", NULL },
    { FALSE, "two words", NULL },
    { TRUE, "turn.example.org", "turn:turn.example.org" },
    { TRUE, "turn.example.org:443?transport=tcp", "turn:turn.example.org:443?transport=tcp" },
    { TRUE, "turns:turn.example.org", "turns:turn.example.org" },
    { TRUE, "[2001:db8::1]:3478", "turn:[2001:db8::1]:3478" },
    { TRUE, "https://turn.example.org", NULL },
    { TRUE, "robin@turn.example.org", NULL },
  };

  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      Fixture fixture;

      make (&fixture, rows[n].relay);
      gtk_editable_set_text (GTK_EDITABLE (fixture.row), rows[n].text);
      g_assert_true ((app_server_row_get_error_text (fixture.row) == NULL) == (rows[n].chosen != NULL));
      g_signal_emit_by_name (fixture.row, "apply");
      g_assert_cmpstr (fixture.chosen, ==, rows[n].chosen);
      drop (&fixture);
    }
}

/* What the account has is nothing new; an empty field is nobody. */
static void
test_only_news (void)
{
  Fixture fixture;

  make (&fixture, TRUE);
  app_server_row_fill (fixture.row, "turn:example.org");
  app_server_row_finish (fixture.row);
  g_assert_null (fixture.chosen);
  gtk_editable_set_text (GTK_EDITABLE (fixture.row), "");
  app_server_row_finish (fixture.row);
  g_assert_cmpstr (fixture.chosen, ==, "");
  drop (&fixture);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/server-row/written", test_written);
  g_test_add_func ("/app/server-row/only-news", test_only_news);
  return g_test_run ();
}
