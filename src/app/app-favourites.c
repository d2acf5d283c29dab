/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: most calls go to few people, and nobody wants to type for them. */

#include "app-favourites.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app-person-words.h"
#include "app-portrait.h"
#include "app-presence-mark.h"
#include "app-row-menu.h"

/* One row in a narrow window; more are found faster in the list. */
#define MOST_SHOWN 4
#define FACE_SIZE 48
#define NAME_CHARS 9

struct _AppFavourites
{
  AdwBin parent_instance;

  GtkWidget *box;
  GSignalGroup *people; /* of the phone around it */
};

G_DEFINE_FINAL_TYPE (AppFavourites, app_favourites, ADW_TYPE_BIN)

/* What a person calls somebody in one word. */
static char *
dup_short_name (const char *name)
{
  const char *blank = strchr (name, ' ');

  return blank != NULL && blank > name ? g_strndup (name, blank - name) : g_strdup (name);
}

static GtkWidget *
make_face (PhonePeople *people,
           PhonePerson *person,
           const char  *target)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *avatar = adw_avatar_new (FACE_SIZE, phone_person_get_name (person), TRUE);
  g_autofree char *name = dup_short_name (phone_person_get_name (person));
  GtkWidget *label = gtk_label_new (name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_add_css_class (label, "caption");
  app_portrait_bind (ADW_AVATAR (avatar), people, person);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), g_object_new (APP_TYPE_PRESENCE_MARK, "address", target, "halign", GTK_ALIGN_CENTER,
                                               NULL));
  return box;
}

static GtkWidget *
make_button (PhonePeople *people,
             PhonePerson *person,
             const char  *target)
{
  GtkWidget *button = gtk_button_new ();
  /* Translators: %s is a person. */
  g_autofree char *name = g_strdup_printf (_("Call %s"), phone_person_get_name (person));

  gtk_button_set_child (GTK_BUTTON (button), make_face (people, person, target));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.call");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  return button;
}

static void
clear (AppFavourites *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->box), child);
}

static void
update (AppFavourites *self)
{
  g_autoptr (PhonePeople) people = g_signal_group_dup_target (self->people);
  guint n_people = people != NULL ? g_list_model_get_n_items (G_LIST_MODEL (people)) : 0;
  guint n_shown = 0;

  clear (self);
  for (guint n = 0; n < n_people && n_shown < MOST_SHOWN; n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (people), n);
      g_autofree char *target =
        phone_person_is_favourite (person) ? app_person_words_dup_first_target (person) : NULL;

      if (target == NULL)
        continue;
      adw_wrap_box_append (ADW_WRAP_BOX (self->box), make_button (people, person, target));
      n_shown++;
    }
  gtk_widget_set_visible (self->box, n_shown > 0);
}

static void
app_favourites_map (GtkWidget *widget)
{
  AppFavourites *self = APP_FAVOURITES (widget);
  g_autoptr (Phone) phone = app_row_menu_find_phone (widget);

  GTK_WIDGET_CLASS (app_favourites_parent_class)->map (widget);
  g_signal_group_set_target (self->people, phone != NULL ? phone_get_people (phone) : NULL);
  update (self);
}

static void
app_favourites_dispose (GObject *object)
{
  g_clear_object (&APP_FAVOURITES (object)->people);
  G_OBJECT_CLASS (app_favourites_parent_class)->dispose (object);
}

static void
app_favourites_class_init (AppFavouritesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_favourites_dispose;
  GTK_WIDGET_CLASS (klass)->map = app_favourites_map;
}

static void
app_favourites_init (AppFavourites *self)
{
  self->box = adw_wrap_box_new ();
  adw_wrap_box_set_align (ADW_WRAP_BOX (self->box), 0.5f);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Favourites"), -1);
  gtk_widget_set_visible (self->box, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->box);
  self->people = g_signal_group_new (PHONE_TYPE_PEOPLE);
  g_signal_group_connect_swapped (self->people, "changed", G_CALLBACK (update), self);
}
