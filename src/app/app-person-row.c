/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: most of the time one looks for somebody to call them. */

#include "app-person-row.h"

#include "app-closures.h"
#include "app-person-words.h"
#include "app-portrait.h"
#include "app-presence-mark.h"
#include "app-row-menu.h"

struct _AppPersonRow
{
  AdwBin parent_instance;

  PhonePeople *people;
  PhonePerson *person;
  GBinding *portrait; /* NULL: nobody is shown */
  char *target;       /* where to call them; NULL: nowhere */
  AdwAvatar *avatar;
  GtkWidget *presence;
  GtkLabel *detail;
  GtkWidget *call;
  GMenuModel *menu;
};

G_DEFINE_FINAL_TYPE (AppPersonRow, app_person_row, ADW_TYPE_BIN)

enum
{
  PROP_PERSON = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
edit_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.edit-person", "s", phone_person_get_id (APP_PERSON_ROW (widget)->person));
}

static void
delete_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.delete-person", "s", phone_person_get_id (APP_PERSON_ROW (widget)->person));
}

static const char *
get_address (GtkWidget *row)
{
  return APP_PERSON_ROW (row)->target;
}

/* Where they work, or else how they are reached. */
static void
show_detail (AppPersonRow *self)
{
  static const char *const actions[] = { "row.call", "row.message", "row.copy" };
  gboolean callable;
  g_autofree char *text = NULL;
  const char *organisation = self->person != NULL ? phone_person_get_organisation (self->person) : NULL;

  g_free (self->target);
  self->target = self->person != NULL ? app_person_words_dup_first_target (self->person) : NULL;
  callable = self->target != NULL;
  if (organisation != NULL)
    text = g_strdup (organisation);
  else if (self->person != NULL && phone_person_get_n_addresses (self->person) > 0)
    text = app_person_words_dup_address (self->people, self->person, 0);
  g_object_set (self->presence, "address", self->target, NULL);
  gtk_label_set_label (self->detail, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), text != NULL);
  gtk_widget_set_visible (self->call, callable);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], callable);
}

static void
leave_person (AppPersonRow *self)
{
  g_clear_pointer (&self->portrait, g_binding_unbind);
  if (self->person != NULL)
    g_signal_handlers_disconnect_by_func (self->person, show_detail, self);
  g_clear_object (&self->person);
}

static void
set_person (AppPersonRow *self,
            PhonePerson  *person)
{
  if (self->person == person)
    return;
  leave_person (self);
  g_set_object (&self->person, person);
  if (person != NULL)
    {
      self->portrait = app_portrait_bind (self->avatar, self->people, person);
      g_signal_connect_object (person, "notify", G_CALLBACK (show_detail), self, G_CONNECT_SWAPPED);
    }
  show_detail (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PERSON]);
}

static void
app_person_row_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PERSON:
      g_value_set_object (value, APP_PERSON_ROW (object)->person);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_person_row_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PERSON:
      set_person (APP_PERSON_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_person_row_dispose (GObject *object)
{
  AppPersonRow *self = APP_PERSON_ROW (object);

  leave_person (self);
  g_clear_pointer (&self->target, g_free);
  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PERSON_ROW);
  G_OBJECT_CLASS (app_person_row_parent_class)->dispose (object);
}

static void
app_person_row_class_init (AppPersonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_person_row_get_property;
  object_class->set_property = app_person_row_set_property;
  object_class->dispose = app_person_row_dispose;

  /**
   * AppPersonRow:person: (nullable)
   *
   * Who is shown.
   */
  props[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, PHONE_TYPE_PERSON,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-person-row.ui");
  g_type_ensure (APP_TYPE_PRESENCE_MARK);
  gtk_widget_class_bind_template_child (widget_class, AppPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, AppPersonRow, presence);
  gtk_widget_class_bind_template_child (widget_class, AppPersonRow, detail);
  gtk_widget_class_bind_template_child (widget_class, AppPersonRow, call);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, G_STRUCT_OFFSET (AppPersonRow, menu));
  app_closures_bind (widget_class);
  app_row_menu_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "row.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, delete_cb);
}

static void
app_person_row_init (AppPersonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_row_menu_attach (GTK_WIDGET (self), self->menu, get_address);
}

/**
 * app_person_row_new:
 * @people: whom one knows
 *
 * Makes a row for any of them.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
app_person_row_new (PhonePeople *people)
{
  AppPersonRow *self = g_object_new (APP_TYPE_PERSON_ROW, NULL);

  g_set_object (&self->people, people);
  return GTK_WIDGET (self);
}
