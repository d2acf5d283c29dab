/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever looks something up while they talk must see that they still talk, mute and hang up from where
 * they are, and find back. Beside a wide page the sidebar shows that; on a narrow window nothing else does. */

#include "app-call-bar.h"

#include "app-call-row.h"

struct _AppCallBar
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneCall *seen;
  gboolean needed;
  GtkCustomFilter *filter;
  GListModel *shown;
};

G_DEFINE_FINAL_TYPE (AppCallBar, app_call_bar, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_out_of_sight (gpointer item,
                 gpointer user_data)
{
  return item != (gpointer) APP_CALL_BAR (user_data)->seen;
}

static void
shown_changed_cb (AppCallBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->needed && g_list_model_get_n_items (self->shown) > 0);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return app_call_row_new (item);
}

static void
row_activated_cb (AppCallBar *self,
                  AppCallRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-call", "s", phone_call_get_id (app_call_row_get_call (row)));
}

/* One line is a bar; several would be a page. */
static void
set_phone (AppCallBar *self,
           Phone      *phone)
{
  GtkFilterListModel *elsewhere;

  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  elsewhere = gtk_filter_list_model_new (g_object_ref (phone_get_calls (phone)),
                                         GTK_FILTER (g_object_ref (self->filter)));
  self->shown = G_LIST_MODEL (gtk_slice_list_model_new (G_LIST_MODEL (elsewhere), 0, 1));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (GTK_LIST_BOX (adw_bin_get_child (ADW_BIN (self))), self->shown, create_row, NULL, NULL);
  shown_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_call_bar_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == PROP_PHONE)
    g_value_set_object (value, APP_CALL_BAR (object)->phone);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_call_bar_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (id == PROP_PHONE)
    set_phone (APP_CALL_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_call_bar_dispose (GObject *object)
{
  AppCallBar *self = APP_CALL_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_BAR);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->seen);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_call_bar_parent_class)->dispose (object);
}

static void
app_call_bar_class_init (AppCallBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_bar_get_property;
  object_class->set_property = app_call_bar_set_property;
  object_class->dispose = app_call_bar_dispose;

  /**
   * AppCallBar:phone: (nullable)
   *
   * The phone whose calls are meant; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-bar.ui");
}

static void
app_call_bar_init (AppCallBar *self)
{
  self->filter = gtk_custom_filter_new (is_out_of_sight, self, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (adw_bin_get_child (ADW_BIN (self)), "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * app_call_bar_set_needed:
 * @self: a bar
 * @needed: whether nothing else in sight shows the calls
 * @seen: (nullable): the call that is in sight anyway
 *
 * Shows the bar while there is a call to show in it.
 */
void
app_call_bar_set_needed (AppCallBar *self,
                         gboolean    needed,
                         PhoneCall  *seen)
{
  g_return_if_fail (APP_IS_CALL_BAR (self));

  self->needed = needed;
  if (g_set_object (&self->seen, seen))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->shown != NULL)
    shown_changed_cb (self);
}
