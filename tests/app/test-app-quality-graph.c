/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the drawing of a call shows to the eye, and says to who does not see it. */

#include "app-quality-graph.h"

#include "app-test.h"
#include "scripted-quality.h"

typedef struct
{
  GtkWidget *window;
  AppQualityGraph *graph;
  GListStore *readings;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->window = gtk_window_new ();
  f->graph = g_object_new (APP_TYPE_QUALITY_GRAPH, NULL);
  f->readings = g_list_store_new (PHONE_TYPE_READING);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 300, 130);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->graph));
  app_quality_graph_set_readings (f->graph, G_LIST_MODEL (f->readings));
  gtk_window_present (GTK_WINDOW (f->window));
  app_test_settle ();
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->readings);
}

static void
measure (Fixture *f,
         guint    seconds,
         double   mos,
         double   loss)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->readings));

  for (guint i = 0; i < seconds; i++)
    {
      g_autoptr (PhoneReading) reading = scripted_reading_new (n + i, mos, loss);

      g_list_store_append (f->readings, reading);
    }
}

static guint
get_span (Fixture *f)
{
  guint span;

  g_object_get (f->graph, "span", &span, NULL);
  return span;
}

static void
assert_says (Fixture    *f,
             const char *label,
             const char *description)
{
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->graph), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->graph), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->graph), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

static void
test_words (Fixture      *f,
            gconstpointer data)
{
  assert_says (f, "The last minute", "Nothing was measured yet.");
  measure (f, 30, 4.2, 0);
  assert_says (f, "The last minute", "Good all the time. Nothing got lost.");
  measure (f, 10, 1.5, 0.2);
  assert_says (f, "The last minute", "Mostly fair, poor at worst. Got lost: 5 %.");
}

static void
test_span (Fixture      *f,
           gconstpointer data)
{
  static const guint lengths[] = { 61, 119, 299, 600 };
  static const guint spans[] = { 60, 120, 300, 600 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      measure (f, lengths[i] - g_list_model_get_n_items (G_LIST_MODEL (f->readings)), 4, 0);
      g_assert_cmpuint (get_span (f), ==, spans[i]);
    }
  g_list_store_remove_all (f->readings);
  g_assert_cmpuint (get_span (f), ==, 60);
}

static guint
count_pixels (Fixture *f,
              guint    first_channel,
              guint    half)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (f->graph));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guchar *pixels = NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (f->graph));
  int height = gtk_widget_get_height (GTK_WIDGET (f->graph));
  guint n = 0;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (f->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  pixels = g_malloc0 ((gsize) width * (gsize) height * 4);
  gdk_texture_download (texture, pixels, (gsize) width * 4);
  for (int y = half == 0 ? 0 : height / 2; y < (half == 0 ? height / 2 : height); y++)
    {
      for (int x = 0; x < width; x++)
        {
          const guchar *pixel = pixels + (y * width + x) * 4; /* blue, green, red */

          n += pixel[first_channel] > 100 && pixel[first_channel] > pixel[2 - first_channel] + 60;
        }
    }
  return n;
}

/* A good call is a blue line above, a bad one has red bars and the line below. */
static void
test_drawing (Fixture      *f,
              gconstpointer data)
{
  const guint blue = 0, red = 2, upper = 0, lower = 1;

  g_assert_cmpuint (count_pixels (f, blue, upper) + count_pixels (f, red, lower), ==, 0);
  measure (f, 40, 4.2, 0);
  app_test_settle ();
  g_assert_cmpuint (count_pixels (f, blue, upper), >, 100);
  g_assert_cmpuint (count_pixels (f, blue, lower), ==, 0);
  g_assert_cmpuint (count_pixels (f, red, lower), ==, 0);
  g_list_store_remove_all (f->readings);
  measure (f, 40, 2.2, 0.15);
  app_test_settle ();
  g_assert_cmpuint (count_pixels (f, blue, upper), ==, 0);
  g_assert_cmpuint (count_pixels (f, blue, lower), >, 50);
  g_assert_cmpuint (count_pixels (f, red, lower), >, 300);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/quality-graph/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/app/quality-graph/span", Fixture, NULL, set_up, test_span, tear_down);
  g_test_add ("/app/quality-graph/drawing", Fixture, NULL, set_up, test_drawing, tear_down);
  return g_test_run ();
}
