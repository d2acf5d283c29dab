/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The codecs of an account, put into an order and switched off. */

#include "app-codec-list.h"

#include "app-test.h"

typedef struct
{
  GtkWidget *window;
  AppCodecList *list;
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = gtk_window_new ();
  fixture->list = g_object_new (APP_TYPE_CODEC_LIST, NULL);
  fixture->n_changes = 0;
  g_signal_connect_swapped (fixture->list, "changed", G_CALLBACK (changed_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->list));
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
}

/* @expected: the names, the first first; "": all as they always are. */
static void
assert_codecs (Fixture    *fixture,
               const char *expected)
{
  g_auto (GStrv) codecs = app_codec_list_dup (fixture->list);
  g_autofree char *text = codecs != NULL ? g_strjoinv (" ", codecs) : g_strdup ("");

  g_assert_cmpstr (text, ==, expected);
}

static GtkWidget *
named (Fixture    *fixture,
       const char *name)
{
  GtkWidget *widget = app_test_named (fixture->window, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
press_switch (Fixture    *fixture,
              const char *name)
{
  GtkWidget *widget = named (fixture, name);

  g_assert_true (gtk_widget_is_sensitive (widget));
  gtk_widget_activate (widget);
  app_test_settle ();
}

static void
test_untouched (Fixture       *fixture,
                gconstpointer  data)
{
  assert_codecs (fixture, "");
  g_assert_false (gtk_widget_is_sensitive (named (fixture, "Move Opus, 48 kHz Up")));
  g_assert_false (gtk_widget_is_sensitive (named (fixture, "Move G.711 A-law, 8 kHz Down")));
  app_test_audit (fixture->window);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

/* The same key again and again brings a codec to the top: the focus goes with it. */
static void
test_arrows (Fixture       *fixture,
             gconstpointer  data)
{
  const char *up = "Move G.711 A-law, 8 kHz Up";

  gtk_widget_grab_focus (named (fixture, up));
  for (guint n = 0; n < 2; n++)
    {
      app_test_press (fixture->window, up);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == named (fixture, up));
    }
  assert_codecs (fixture, "opus PCMA G722 PCMU");
  app_test_press (fixture->window, up);
  assert_codecs (fixture, "PCMA opus G722 PCMU");
  g_assert_false (gtk_widget_is_sensitive (named (fixture, up)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == named (fixture, "Move G.711 A-law, 8 kHz Down"));
  g_assert_cmpuint (fixture->n_changes, ==, 3);
}

/* Without a codec there is no call: the last one cannot be switched off. */
static void
test_last_one_stays (Fixture       *fixture,
                     gconstpointer  data)
{
  press_switch (fixture, "G.722, 16 kHz");
  press_switch (fixture, "Opus, 48 kHz");
  assert_codecs (fixture, "PCMU PCMA");
  press_switch (fixture, "G.711 µ-law, 8 kHz");
  assert_codecs (fixture, "PCMA");
  g_assert_false (gtk_widget_is_sensitive (named (fixture, "G.711 A-law, 8 kHz")));
  press_switch (fixture, "Opus, 48 kHz");
  g_assert_true (gtk_widget_is_sensitive (named (fixture, "G.711 A-law, 8 kHz")));
  assert_codecs (fixture, "opus PCMA");
}

/* As it is in the file of somebody else's making: twice the same, and one that nobody knows. */
static void
test_filled (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const codecs[] = { "PCMA", "G729", "opus", "PCMA", NULL };

  app_codec_list_fill (fixture->list, codecs);
  assert_codecs (fixture, "PCMA opus");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  app_codec_list_fill (fixture->list, NULL);
  assert_codecs (fixture, "");
}

static GtkDropTarget *
drop_target_of (GtkWidget *row)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);

  for (guint n = 0; n < g_list_model_get_n_items (controllers); n++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, n);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static gboolean
drop (Fixture    *fixture,
      const char *text,
      const char *on)
{
  GtkWidget *row = gtk_widget_get_ancestor (named (fixture, on), ADW_TYPE_ACTION_ROW);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);
  g_signal_emit_by_name (drop_target_of (row), "drop", &value, 1.0, 1.0, &taken);
  return taken;
}

static void
test_dragged (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_true (drop (fixture, "PCMU", "Opus, 48 kHz"));
  assert_codecs (fixture, "PCMU opus G722 PCMA");
  g_assert_true (drop (fixture, "PCMU", "G.711 A-law, 8 kHz"));
  assert_codecs (fixture, "opus G722 PCMA PCMU");
  /* Text from elsewhere is no codec. */
  g_assert_false (drop (fixture, "https://example.org", "Opus, 48 kHz"));
  assert_codecs (fixture, "opus G722 PCMA PCMU");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/codec-list/untouched", test_untouched);
  ADD ("/app/codec-list/arrows", test_arrows);
  ADD ("/app/codec-list/last-one-stays", test_last_one_stays);
  ADD ("/app/codec-list/filled", test_filled);
  ADD ("/app/codec-list/dragged", test_dragged);
  return g_test_run ();
}
