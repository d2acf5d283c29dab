/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window over years of use, measured from inside: what a person waits for between a touch and the frame that shows
 * what came of it. Usage: heavy-window fill|measure FOLDER. Prints a figure a line: NAME UNIT VALUE. */

#include <adwaita.h>
#include <locale.h>
#include <stdio.h>

#include "config.h"

#include "app-sidebar.h"
#include "app-templates.h"
#include "app-window.h"
#include "heavy-store.h"

#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define FRAMES 300
#define STEP_PX 90
#define N_SEARCHES 7

typedef struct
{
  Phone *phone;
  AppWindow *window;
  const char *words;     /* awaited on the screen */
  gint64 painted;        /* when the frame with them was painted; 0: not yet */
  gint64 began_frame;
  GArray *frames;        /* double: work in milliseconds; NULL: not of interest */
  GtkAdjustment *scrolled;
  guint steps;
} Bench;

static gpointer
find (GtkWidget *widget,
      gboolean (*matches) (GtkWidget *widget, gconstpointer data),
      gconstpointer data)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if (matches (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, matches, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
reads (GtkWidget     *widget,
       gconstpointer  words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_of_type (GtkWidget     *widget,
            gconstpointer  type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

static gpointer
find_type (Bench *self,
           GType  type)
{
  return find (GTK_WIDGET (self->window), is_of_type, &type);
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Bench         *self)
{
  self->began_frame = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *self)
{
  gint64 now = g_get_monotonic_time ();
  double work = (double) (now - self->began_frame) / 1000;

  if (self->frames != NULL)
    g_array_append_val (self->frames, work);
  if (self->painted == 0 && (self->words == NULL || find (GTK_WIDGET (self->window), reads, self->words) != NULL))
    self->painted = now;
}

/* Milliseconds until a frame with these words has been painted. */
static double
wait_for_words (Bench      *self,
                const char *words,
                gint64      began)
{
  self->words = words;
  self->painted = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self->window));
  while (self->painted == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () - began > PATIENCE_US)
        g_error ("“%s” did not appear", words != NULL ? words : "the window");
    }
  return (double) (self->painted - began) / 1000;
}

static gboolean
time_is_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
rest (Bench *self,
      guint  ms)
{
  gboolean up = FALSE;

  g_timeout_add (ms, time_is_up_cb, &up);
  while (!up)
    g_main_context_iteration (NULL, TRUE);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
get_rank (GArray *values,
          double  share)
{
  g_array_sort (values, compare);
  return g_array_index (values, double, (guint) (share * (values->len - 1)));
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Bench *self = data;

  phone_start_finish (PHONE_PHONE (source), result, NULL);
  app_window_set_ready (self->window);
}

static void
measure_start (Bench *self,
               const char *folder)
{
  gint64 began = g_get_monotonic_time ();
  GdkFrameClock *clock;

  self->phone = phone_new (folder, folder);
  self->window = app_window_new (NULL, self->phone);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1100, 800);
  phone_start_async (self->phone, NULL, started_cb, self);
  gtk_window_present (GTK_WINDOW (self->window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  g_print ("first-frame ms %.1f\n", wait_for_words (self, NULL, began));
  g_print ("first-list ms %.1f\n", wait_for_words (self, HEAVY_NEEDLE_WORDS, began));
}

static void
act (Bench      *self,
     const char *action,
     const char *target)
{
  if (target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), action, "s", target);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL);
}

/* From the last key to the frame with the result; the entry waits for more keys by itself, which is part of it. */
static void
measure_search (Bench *self)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  act (self, "win.find", NULL);
  rest (self, 300);
  for (guint i = 0; i < N_SEARCHES; i++)
    {
      GtkEditable *entry = find_type (self, GTK_TYPE_SEARCH_ENTRY);
      gint64 began;
      double time;

      gtk_editable_set_text (entry, "Quirin");
      rest (self, 1500);
      gtk_editable_set_text (entry, "Nobody is called so");
      rest (self, 1500);
      began = g_get_monotonic_time ();
      gtk_editable_set_text (entry, "Quirina");
      time = wait_for_words (self, HEAVY_NEEDLE_NAME, began);
      g_array_append_val (times, time);
      gtk_editable_set_text (entry, "");
      rest (self, 500);
    }
  g_print ("search-median ms %.1f\nsearch-longest ms %.1f\n", get_rank (times, 0.5), get_rank (times, 1));
  act (self, "win.find", NULL);
  rest (self, 300);
}

static void
measure_conversation (Bench *self)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_SEARCHES; i++)
    {
      g_autofree char *address = g_strdup_printf ("person%05u@example.org", 100 + i);
      gint64 began = g_get_monotonic_time ();
      double time;

      act (self, "win.message", i % 2 == 0 ? HEAVY_NEEDLE_ADDRESS : address);
      time = wait_for_words (self, i % 2 == 0 ? HEAVY_NEEDLE_NAME : address + 6, began);
      g_array_append_val (times, time);
      rest (self, 700);
    }
  g_print ("conversation-median ms %.1f\nconversation-longest ms %.1f\n", get_rank (times, 0.5), get_rank (times, 1));
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  Bench *self = data;

  gtk_adjustment_set_value (self->scrolled, gtk_adjustment_get_value (self->scrolled) + STEP_PX);
  return ++self->steps < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
scroll (Bench      *self,
        const char *name)
{
  GtkWidget *list = find_type (self, GTK_TYPE_LIST_VIEW);
  GtkWidget *scroller = list != NULL ? gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));

  if (scroller == NULL)
    g_error ("there is no list of %s", name);
  self->scrolled = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  self->steps = 0;
  self->frames = frames;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), scroll_cb, self, NULL);
  while (self->steps < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  self->frames = NULL;
  g_print ("scroll-%s-median ms %.2f\nscroll-%s-95th ms %.2f\n", name, get_rank (frames, 0.5), name,
           get_rank (frames, 0.95));
  g_print ("scroll-%s-longest ms %.2f\n", name, get_rank (frames, 1));
}

static void
measure_scrolling (Bench *self)
{
  AppSidebar *sidebar = find_type (self, APP_TYPE_SIDEBAR);

  app_sidebar_show_calls (sidebar);
  rest (self, 1000);
  scroll (self, "calls");
  app_sidebar_show_people (sidebar);
  rest (self, 1000);
  scroll (self, "people");
}

static void
print_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL);
  line = text != NULL ? strstr (text, "Pss:") : NULL;
  if (line != NULL)
    g_print ("memory MiB %.1f\n", (double) g_ascii_strtoull (line + 4, NULL, 10) / 1024);
}

static void
dress (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, APP_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), APP_RESOURCE_PATH "/icons");
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { 0 };

  g_return_val_if_fail (argc == 3, 1);
  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  if (g_str_equal (argv[1], "fill"))
    {
      heavy_store_fill (argv[2]);
      return 0;
    }
  adw_init ();
  app_templates_init ();
  dress ();
  measure_start (&bench, argv[2]);
  rest (&bench, 1000);
  print_memory ();
  measure_search (&bench);
  measure_conversation (&bench);
  measure_scrolling (&bench);
  /* Saying goodbye is no part of this. */
  return 0;
}
