/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what was found is one line among hundreds; one has to be led to it. A conversation that was just opened
 * is still being read and measured, so frame by frame it is looked whether the line has come into sight. */

#include "app-found.h"

#include "app-timeline.h"

#define MOST_FRAMES 300
#define MARKED_US (2 * G_USEC_PER_SEC)
#define FOUND "app-found"

typedef struct
{
  GDateTime *time;
  guint n_frames;
  guint tick;
  GtkWidget *marked; /* weak; NULL: not in sight yet */
  gint64 until;      /* when the mark goes; 0: it is not there yet */
} Quest;

static void
quest_free (gpointer data)
{
  Quest *quest = data;

  if (quest->marked != NULL)
    gtk_widget_remove_css_class (quest->marked, "found");
  g_clear_weak_pointer (&quest->marked);
  g_date_time_unref (quest->time);
  g_free (quest);
}

static guint
find_position (GListModel *timeline,
               GDateTime  *time)
{
  guint n_items = g_list_model_get_n_items (timeline);

  for (guint n = 0; n < n_items; n++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (timeline, n);

      if (g_date_time_equal (app_timeline_get_time (item), time))
        return n;
    }
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
shows (GtkWidget *row,
       gpointer   item)
{
  const char *name = g_object_class_find_property (G_OBJECT_GET_CLASS (row), "message") != NULL ? "message" : "entry";
  g_autoptr (GObject) shown = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (row), name) == NULL)
    return FALSE;
  g_object_get (row, name, &shown, NULL);
  return shown == item;
}

/* The row of @item, if it is in sight. */
static GtkWidget *
find_row (GtkWidget *list,
          gpointer   item)
{
  graphene_rect_t bounds;

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (row == NULL || !gtk_widget_get_mapped (row) || !shows (row, item))
        continue;
      if (gtk_widget_compute_bounds (row, list, &bounds) && bounds.origin.y + bounds.size.height > 0
          && bounds.origin.y < (float) gtk_widget_get_height (list))
        return row;
    }
  return NULL;
}

static void
mark (Quest         *quest,
      GtkWidget     *row,
      GdkFrameClock *clock)
{
  g_set_weak_pointer (&quest->marked, row);
  gtk_widget_add_css_class (row, "found");
  quest->until = gdk_frame_clock_get_frame_time (clock) + MARKED_US;
}

static gboolean
look_cb (GtkWidget     *list,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Quest *quest = user_data;
  GListModel *timeline = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  guint position = timeline != NULL ? find_position (timeline, quest->time) : GTK_INVALID_LIST_POSITION;
  g_autoptr (GObject) item = NULL;
  GtkWidget *row;

  if (quest->until > 0)
    return gdk_frame_clock_get_frame_time (clock) < quest->until ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  if (++quest->n_frames > MOST_FRAMES)
    return G_SOURCE_REMOVE;
  if (position == GTK_INVALID_LIST_POSITION)
    return G_SOURCE_CONTINUE;
  item = g_list_model_get_item (timeline, position);
  row = quest->n_frames > 2 ? find_row (list, item) : NULL;
  if (row == NULL)
    gtk_list_view_scroll_to (GTK_LIST_VIEW (list), position, GTK_LIST_SCROLL_NONE, NULL);
  else
    mark (quest, row, clock);
  return G_SOURCE_CONTINUE;
}

/**
 * app_found_show:
 * @timeline: a list of what was written and said
 * @time: the moment of one line of it
 *
 * Leads a person to that line; nothing happens if it does not come.
 */
void
app_found_show (GtkListView *timeline,
                GDateTime   *time)
{
  guint before;
  Quest *quest;

  g_return_if_fail (GTK_IS_LIST_VIEW (timeline));
  g_return_if_fail (time != NULL);

  before = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (timeline), FOUND));
  if (before != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (timeline), before);
  quest = g_new0 (Quest, 1);
  quest->time = g_date_time_ref (time);
  quest->tick = gtk_widget_add_tick_callback (GTK_WIDGET (timeline), look_cb, quest, quest_free);
  g_object_set_data (G_OBJECT (timeline), FOUND, GUINT_TO_POINTER (quest->tick));
}
