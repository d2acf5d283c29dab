/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a drawing one cannot walk through with the keyboard, and that is not read aloud, is for some of us
 * nothing at all. So the drawing is a list that happens to look like one. */

#include "app-ladder.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-rung.h"

struct _AppLadder
{
  AdwBin parent_instance;

  PhoneLadder *ladder;
  GtkSingleSelection *selection;
  GSignalGroup *signals;
  GtkWidget *head;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (AppLadder, app_ladder, ADW_TYPE_BIN)

enum
{
  PROP_LADDER = 1,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static guint
count_lifelines (AppLadder *self)
{
  return self->ladder != NULL && phone_ladder_has_sound (self->ladder) ? 3 : 2;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, g_object_new (APP_TYPE_RUNG, NULL));
}

static void
name_item (GtkListItem *item)
{
  PhoneRung *rung = gtk_list_item_get_item (item);
  g_autofree char *name = rung != NULL ? phone_rung_dup_name (rung) : NULL;

  gtk_list_item_set_accessible_label (item, name);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         AppLadder                *self)
{
  g_object_set (gtk_list_item_get_child (item), "lifelines", count_lifelines (self), "rung",
                gtk_list_item_get_item (item), NULL);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::times", G_CALLBACK (name_item), item, G_CONNECT_SWAPPED);
  name_item (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  g_object_set (gtk_list_item_get_child (item), "rung", NULL, NULL);
}

static void
selected_cb (AppLadder *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

/* The third line appears with the first thing that stands on it: all rows are drawn anew. */
static void
outcome_cb (AppLadder *self)
{
  guint before;
  guint now = count_lifelines (self);

  g_object_get (self->head, "lifelines", &before, NULL);
  if (before == now)
    return;
  g_object_set (self->head, "lifelines", now, NULL);
  gtk_single_selection_set_model (self->selection, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->ladder));
}

static void
set_ladder (AppLadder   *self,
            PhoneLadder *ladder)
{
  if (!g_set_object (&self->ladder, ladder))
    return;
  g_signal_group_set_target (self->signals, ladder);
  g_object_set (self->head, "lifelines", count_lifelines (self), NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (ladder));
  /* Sides with nothing between them say nothing. */
  gtk_widget_set_visible (GTK_WIDGET (self), ladder != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LADDER]);
}

static void
app_ladder_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  AppLadder *self = APP_LADDER (object);

  switch (id)
    {
    case PROP_LADDER:
      g_value_set_object (value, self->ladder);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, gtk_single_selection_get_selected_item (self->selection));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_ladder_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  set_ladder (APP_LADDER (object), g_value_get_object (value));
}

static void
app_ladder_dispose (GObject *object)
{
  AppLadder *self = APP_LADDER (object);

  g_clear_object (&self->signals);
  if (self->selection != NULL)
    gtk_single_selection_set_model (self->selection, NULL);
  G_OBJECT_CLASS (app_ladder_parent_class)->dispose (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->ladder);
}

static void
app_ladder_class_init (AppLadderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_ladder_get_property;
  object_class->set_property = app_ladder_set_property;
  object_class->dispose = app_ladder_dispose;

  /**
   * AppLadder:ladder: (nullable)
   *
   * What is drawn.
   */
  props[PROP_LADDER] = g_param_spec_object ("ladder", NULL, NULL, PHONE_TYPE_LADDER,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppLadder:selected: (nullable)
   *
   * The arrow that is chosen.
   */
  props[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, PHONE_TYPE_RUNG, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkWidget *
create_list (AppLadder *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "ladder");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Messages on the Line"), -1);
  return GTK_WIDGET (self->list);
}

/* The sides are places, and not a beginning and an end. */
static void
keep_sides (GtkWidget *widget)
{
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
}

static void
app_ladder_init (AppLadder *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->signals = g_signal_group_new (PHONE_TYPE_LADDER);
  g_signal_group_connect_swapped (self->signals, "notify::outcome", G_CALLBACK (outcome_cb), self);
  self->head = g_object_new (APP_TYPE_RUNG, NULL);
  gtk_widget_add_css_class (self->head, "ladder-head");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_list (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  keep_sides (self->head);
  keep_sides (GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->head);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
